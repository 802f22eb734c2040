#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "upload/server.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace huibiao::upload {

/// Tells the server how the kiosk is (upload/health.h) each time that is due, on a thread of its own with the
/// lowest share of the processor. A failure costs nothing else, for the answers count; the next time is as
/// good. No call waits for the network or the disk, but for stop(), which waits for the thread: some
/// milliseconds. It opens the store for the moment of a count, and only then.
class Beacon {
public:
    enum class Mode {
        Always,
        Once ///< ends after one look: what is due then is sent
    };
    /// A failure, each once however often it is met; called on its thread.
    using Listener = std::function<void(base::Error const&)>;

    /// Starts. `name` is that of [kiosk]; `clock` must outlive it.
    Beacon(Server server, std::string name, std::filesystem::path dataFolder, base::Clock const& clock,
           Mode mode = Mode::Always, Timing const& timing = {}, Listener listener = {});
    Beacon(Beacon const&) = delete;
    Beacon& operator=(Beacon const&) = delete;
    ~Beacon();

    /// At once, whatever it is at.
    void stop();
    [[nodiscard]] bool ended() const;
    /// Why the last one did not arrive; nothing once one did.
    [[nodiscard]] std::optional<base::Error> trouble() const;

private:
    void run(std::stop_token const& stop);
    void send(std::stop_token const& stop);

    Server m_server;
    std::string m_name;
    std::filesystem::path m_folder;
    base::Clock const& m_clock;
    Mode m_mode;
    Timing m_timing;
    Listener m_listener;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    bool m_ended = false;
    std::optional<base::Error> m_trouble{};
    std::string m_told{};  ///< of the thread
    std::jthread m_thread; ///< last: it begins when all else is there
};

} // namespace huibiao::upload
