#include "upload/uploader.h"

#include "upload/internal/care.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace huibiao::upload {

namespace fs = std::filesystem;

namespace {

/// Changes whenever something is written to the store, without opening it.
using Stamp = std::array<std::int64_t, 6>;
Stamp stampOf(fs::path const& folder) {
    Stamp stamp{};
    std::size_t at = 0;
    for (char const* const name : {"current/submissions.db", "current/submissions.db-wal"}) {
        struct stat now {};
        if (::stat((folder / name).c_str(), &now) == 0) {
            stamp.at(at) = now.st_size;
            stamp.at(at + 1) = now.st_mtim.tv_sec;
            stamp.at(at + 2) = now.st_mtim.tv_nsec;
        }
        at += 3;
    }
    return stamp;
}

} // namespace

Uploader::Uploader(Server server, fs::path dataFolder, base::Clock const& clock, Mode mode,
                   Timing const& timing, Listener listener)
    : m_timing(timing), m_folder(dataFolder), m_clock(clock), m_mode(mode), m_listener(std::move(listener)),
      m_sender(std::move(server), std::move(dataFolder), clock, m_slow, timing,
               {m_listener.sent, m_listener.refused,
                [this](std::optional<base::Error> const& trouble) {
                    {
                        std::lock_guard const lock(m_mutex);
                        m_status.trouble = trouble;
                    }
                    if (m_listener.trouble) m_listener.trouble(trouble);
                },
                [this](store::UploadQueue const& queue) {
                    {
                        std::lock_guard const lock(m_mutex);
                        m_status.queue = queue;
                    }
                    if (m_listener.queue) m_listener.queue(queue);
                }}),
      m_thread([this](std::stop_token const& stop) { run(stop); }) {}

Uploader::~Uploader() {
    stop();
}

void Uploader::wake() {
    {
        std::lock_guard const lock(m_mutex);
        m_woken = true;
    }
    m_changed.notify_all();
}

void Uploader::stop() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

Status Uploader::status() const {
    std::lock_guard const lock(m_mutex);
    Status status = m_status;
    if (status.doing == Doing::Waiting)
        status.nextTry =
            std::max(std::chrono::milliseconds(0),
                     std::chrono::duration_cast<std::chrono::milliseconds>(m_nextTry - m_clock.steady()));
    return status;
}

Report Uploader::report() const {
    std::lock_guard const lock(m_mutex);
    return m_report;
}

/// Waits until there is reason for another pass. False: stopped.
bool Uploader::rest(std::stop_token const& stop, Report const& last) {
    bool const waits = last.end == End::Later || last.end == End::Held || last.end == End::Failed;
    base::SteadyTime const until = m_clock.steady() + last.wait;
    Stamp const before = stampOf(m_folder);
    std::unique_lock lock(m_mutex);
    m_status.doing = waits ? Doing::Waiting : Doing::Idle;
    m_nextTry = until;
    for (;;) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - m_clock.steady());
        auto const nap = waits ? std::max(left, std::chrono::milliseconds(1)) : m_timing.look;
        if (m_changed.wait_for(lock, stop, nap, [this] { return m_woken; })) break;
        if (stop.stop_requested()) return false;
        if (waits ? m_clock.steady() >= until : (last.end == End::Busy || stampOf(m_folder) != before))
            return true;
    }
    m_woken = false;
    m_sender.startOver();
    return !stop.stop_requested();
}

void Uploader::run(std::stop_token const& stop) {
    internal::background();
    for (bool on = true; on;) {
        {
            std::lock_guard const lock(m_mutex);
            m_status.doing = Doing::Sending;
        }
        Report const pass = m_sender.pass(stop);
        {
            std::lock_guard const lock(m_mutex);
            std::size_t const sent = m_report.sent + pass.sent, refused = m_report.refused + pass.refused;
            m_report = pass;
            m_report.sent = sent;
            m_report.refused = refused;
            m_status.trouble = pass.end == End::Done ? std::nullopt : pass.trouble;
        }
        bool const ended =
            m_mode == Mode::Once && (pass.end != End::Later || m_sender.misses() >= m_timing.tries);
        on = !stop.stop_requested() && !ended && rest(stop, pass);
    }
    std::lock_guard const lock(m_mutex);
    m_status.doing = Doing::Ended;
}

} // namespace huibiao::upload
