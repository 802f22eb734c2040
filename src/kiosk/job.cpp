#include "kiosk/job.h"

#include "kiosk/bell.h"

#include <chrono>
#include <utility>

namespace huibiao::kiosk {

namespace {

constexpr std::chrono::milliseconds LookAgain{1500};

bool same(std::vector<Volume> const& a, std::vector<Volume> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Volume const& x, Volume const& y) {
        return x.id == y.id && x.name == y.name && x.folder == y.folder && x.freeBytes == y.freeBytes &&
               x.trouble.has_value() == y.trouble.has_value();
    });
}

} // namespace

Job::Job(Services const& services, Task task, int bell)
    : m_bell(bell), m_thread([this, &services, task = std::move(task)] {
          double told = 0;
          auto result = services.perform(task, [&](double share) {
              m_share = share;
              // A hundred pictures of the bar are enough.
              if (share - told >= 0.01) {
                  told = share;
                  ring(m_bell);
              }
              return !m_stop;
          });
          {
              std::lock_guard const lock(m_mutex);
              m_outcome.emplace(std::move(result));
          }
          ring(m_bell);
      }) {}

Job::~Job() {
    m_stop = true;
    m_thread.join();
}

std::optional<base::Result<TaskDone>> Job::outcome() {
    std::lock_guard const lock(m_mutex);
    return std::exchange(m_outcome, std::nullopt);
}

VolumeWatch::VolumeWatch(Services const& services, int bell)
    : m_bell(bell), m_thread([this, &services] { run(services); }) {}

VolumeWatch::~VolumeWatch() {
    {
        std::lock_guard const lock(m_mutex);
        m_end = true;
    }
    m_turned.notify_one();
    m_thread.join();
}

void VolumeWatch::watch(bool on) {
    {
        std::lock_guard const lock(m_mutex);
        if (m_on == on) return;
        m_on = on;
        m_changed = on; // whoever looks again is told what was known
    }
    m_turned.notify_one();
}

std::optional<std::vector<Volume>> VolumeWatch::news() {
    std::lock_guard const lock(m_mutex);
    if (!std::exchange(m_changed, false)) return std::nullopt;
    return m_known;
}

void VolumeWatch::run(Services const& services) {
    std::unique_lock lock(m_mutex);
    while (!m_end) {
        if (!m_on) {
            m_turned.wait(lock);
            continue;
        }
        lock.unlock();
        auto found = services.volumes();
        lock.lock();
        // What was seen while a task began is no longer true.
        if (m_on && !same(found, m_known)) {
            m_known = std::move(found);
            m_changed = true;
            ring(m_bell);
        }
        if (!m_end) m_turned.wait_for(lock, LookAgain);
    }
}

} // namespace huibiao::kiosk
