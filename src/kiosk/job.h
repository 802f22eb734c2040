#pragma once

#include "base/result.h"
#include "kiosk/kiosk.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace huibiao::kiosk {

/// A task under way on a thread of its own, so that the screen goes on answering.
class Job {
public:
    /// `bell`: an eventfd, rung when there is news.
    Job(Services const& services, Task task, int bell);
    Job(Job const&) = delete;
    Job& operator=(Job const&) = delete;
    /// Asks it to stop and waits until it has.
    ~Job();

    void stop() { m_stop = true; }
    [[nodiscard]] double share() const { return m_share; }
    /// What came of it, once it has ended.
    [[nodiscard]] std::optional<base::Result<TaskDone>> outcome();

private:
    std::atomic<bool> m_stop{false};
    std::atomic<double> m_share{0};
    std::mutex m_mutex;
    std::optional<base::Result<TaskDone>> m_outcome;
    int m_bell;
    std::thread m_thread;
};

/// Looks for sticks again and again, on a thread of its own: mounting a slow one takes seconds.
class VolumeWatch {
public:
    VolumeWatch(Services const& services, int bell);
    VolumeWatch(VolumeWatch const&) = delete;
    VolumeWatch& operator=(VolumeWatch const&) = delete;
    ~VolumeWatch(); ///< waits for the look that is under way

    /// Off while nobody sees the list, or a task has the sticks.
    void watch(bool on);
    /// The list, where it has changed.
    [[nodiscard]] std::optional<std::vector<Volume>> news();

private:
    void run(Services const& services);

    std::mutex m_mutex;
    std::condition_variable m_turned;
    bool m_on = false;
    bool m_end = false;
    std::vector<Volume> m_known;
    bool m_changed = false;
    int m_bell;
    std::thread m_thread;
};

} // namespace huibiao::kiosk
