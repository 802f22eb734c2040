#pragma once

#include <csignal>

namespace huibiao::kiosk {

/// SIGTERM and SIGINT as something to poll, while it lives. Make it before any thread starts.
class Signals {
public:
    Signals();
    Signals(Signals const&) = delete;
    Signals& operator=(Signals const&) = delete;
    ~Signals();

    [[nodiscard]] int file() const { return m_file; }
    /// One of them has come.
    [[nodiscard]] bool came();

private:
    sigset_t m_before{};
    int m_file = -1;
    bool m_came = false;
};

} // namespace huibiao::kiosk
