#pragma once

#include "base/clock.h"
#include "kiosk/task.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::kiosk {

/// A task that waits for the passphrase of the private key, and what staff have typed of that so far.
class Unlock {
public:
    static constexpr int FreeTries = 2; ///< wrong ones before it makes anybody wait
    static constexpr std::chrono::seconds LongestWait{60};

    explicit Unlock(base::Clock const& clock) : m_clock(&clock), m_open(clock.steady()) {}

    void hold(Task task);
    /// What was typed is wiped where no key is there any more.
    void found(KeySearch found);
    /// Wipes what was typed and lets go of the task; how often it was wrong stays known.
    void forget();

    void type(std::string_view utf8);
    void erase();
    void turnEye() { m_shown = !m_shown; }
    void turnLayer(std::string layer) { m_layer = std::move(layer); }
    /// The task with the passphrase, which is gone from here; nothing where none was typed, it has to be
    /// waited for, or no key is there. The task stays held until forget().
    [[nodiscard]] std::optional<Task> give();
    void wrong();
    void right() { m_wrong = 0; }

    [[nodiscard]] Task const* held() const { return m_task ? &*m_task : nullptr; }
    [[nodiscard]] KeySearch const& keys() const { return m_found; }
    [[nodiscard]] std::size_t characters() const { return m_typed->characters(); }
    /// What was typed, where the eye is open; else empty.
    [[nodiscard]] std::string_view seen() const { return m_shown ? m_typed->text() : std::string_view{}; }
    [[nodiscard]] bool shown() const { return m_shown; }
    [[nodiscard]] std::string const& layer() const { return m_layer; }
    [[nodiscard]] bool wasWrong() const { return m_told; } ///< and nothing was typed since
    [[nodiscard]] bool waits() const { return m_clock->steady() < m_open; }
    [[nodiscard]] base::SteadyTime opensAt() const { return m_open; }
    [[nodiscard]] std::chrono::seconds left() const;

private:
    base::Clock const* m_clock;
    std::optional<Task> m_task;
    KeySearch m_found;
    std::shared_ptr<Secret> m_typed = std::make_shared<Secret>();
    bool m_shown = false;
    std::string m_layer;
    int m_wrong = 0;
    bool m_told = false;
    base::SteadyTime m_open; ///< no passphrase is taken before
};

} // namespace huibiao::kiosk
