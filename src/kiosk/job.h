#pragma once

#include "base/result.h"
#include "kiosk/kiosk.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace huibiao::kiosk {

/// An export under way on a thread of its own, so that the screen goes on answering.
class ExportJob {
public:
    /// `bell`: an eventfd, rung when there is news.
    ExportJob(Services const& services, Volume volume, int bell);
    ExportJob(ExportJob const&) = delete;
    ExportJob& operator=(ExportJob const&) = delete;
    /// Asks it to stop and waits until it has.
    ~ExportJob();

    void stop() { m_stop = true; }
    [[nodiscard]] double share() const { return m_share; }
    /// What came of it, once it has ended.
    [[nodiscard]] std::optional<base::Result<ExportDone>> outcome();

private:
    void ring() const;

    std::atomic<bool> m_stop{false};
    std::atomic<double> m_share{0};
    std::mutex m_mutex;
    std::optional<base::Result<ExportDone>> m_outcome;
    int m_bell;
    std::thread m_thread;
};

} // namespace huibiao::kiosk
