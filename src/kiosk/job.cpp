#include "kiosk/job.h"

#include <unistd.h>

#include <cstdint>
#include <utility>

namespace huibiao::kiosk {

ExportJob::ExportJob(Services const& services, Volume volume, int bell)
    : m_bell(bell), m_thread([this, &services, volume = std::move(volume)] {
          double told = 0;
          auto result = services.exportTo(volume, [&](double share) {
              m_share = share;
              // A hundred pictures of the bar are enough.
              if (share - told >= 0.01) {
                  told = share;
                  ring();
              }
              return !m_stop;
          });
          {
              std::lock_guard const lock(m_mutex);
              m_outcome.emplace(std::move(result));
          }
          ring();
      }) {}

ExportJob::~ExportJob() {
    m_stop = true;
    m_thread.join();
}

std::optional<base::Result<ExportDone>> ExportJob::outcome() {
    std::lock_guard const lock(m_mutex);
    return std::exchange(m_outcome, std::nullopt);
}

void ExportJob::ring() const {
    std::uint64_t const one = 1;
    // Full means that it has rung and was not heard yet: as good.
    [[maybe_unused]] auto const written = ::write(m_bell, &one, sizeof one);
}

} // namespace huibiao::kiosk
