#pragma once

#include "upload/sender.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace huibiao::upload {

enum class Doing { Idle, Sending, Waiting, Ended };

/// What the uploader is at, for a screen.
struct Status {
    Doing doing = Doing::Idle;
    store::UploadQueue queue{};           ///< as the uploader last saw it
    std::optional<base::Error> trouble{}; ///< why it does not go on; empty while it does
    std::chrono::milliseconds nextTry{0}; ///< Waiting: until it tries by itself
};

/// A Sender on a thread of its own, with the lowest share of the processor. No call here waits for the
/// network or the disk, but for stop(), which waits for the thread: some milliseconds.
class Uploader {
public:
    /// Once: ends when nothing is left that could be sent now, or after Timing::tries failures in a row.
    enum class Mode { Always, Once };

    /// Starts. `clock` must outlive it; the listener is called on its thread.
    Uploader(Server server, std::filesystem::path dataFolder, base::Clock const& clock,
             Mode mode = Mode::Always, Timing const& timing = {}, Listener listener = {});
    Uploader(Uploader const&) = delete;
    Uploader& operator=(Uploader const&) = delete;
    ~Uploader();

    /// While somebody is answering: at most 16 KiB a second and four submissions. From any thread.
    void slow(bool on) { m_slow = on; }
    /// Something new was stored, or staff want it tried now: no wait is left over.
    void wake();
    /// At once, whatever it is at. What was confirmed is marked.
    void stop();
    [[nodiscard]] Status status() const;
    /// Ended: of the last pass, with sent and refused of all.
    [[nodiscard]] Report report() const;

private:
    void run(std::stop_token const& stop);
    bool rest(std::stop_token const& stop, Report const& last);

    Timing m_timing;
    std::filesystem::path m_folder;
    base::Clock const& m_clock;
    Mode m_mode;
    std::atomic<bool> m_slow = false;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_woken = false;
    Status m_status{.doing = Doing::Sending};
    base::SteadyTime m_nextTry{};
    Report m_report{};
    Listener m_listener;
    Sender m_sender;
    std::jthread m_thread; ///< last: it begins when all else is there
};

} // namespace huibiao::upload
