#pragma once

#include "base/result.h"

#include <memory>

/// What SFML does not do on X11. Its headers stay in x11.cpp: their macros break other code.
namespace huibiao::kiosk::x11 {

/// Whether a window with OpenGL can be opened at all. SFML aborts or crashes where it cannot, so ask
/// first. Unavailable, with what to do.
[[nodiscard]] base::Result<void> probe();

/// The connection that the current OpenGL context's window lives on. Make it after that window.
class Connection {
public:
    Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    /// Puts the screen saver and DPMS back as they were.
    ~Connection();

    [[nodiscard]] int file() const; ///< to poll
    /// Everything that clients did before is in our queue when it returns.
    void sync();
    /// Takes what SFML leaves in the queue or loses: a changed keyboard map; an uncovered window,
    /// which must be painted again (true).
    [[nodiscard]] bool takeExtras(unsigned long window);
    /// Without a window manager nobody gives the window the keyboard.
    void focus(unsigned long window);
    void keepAwake();

private:
    struct Inner;
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk::x11
