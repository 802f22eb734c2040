#pragma once

#include "base/clock.h"
#include "cli/internal/courier.h"
#include "cli/internal/places.h"
#include "event/event.h"
#include "kiosk/task.h"
#include "store/store.h"

#include <filesystem>
#include <optional>

namespace huibiao::cli {

/// How staff change the event of a kiosk: the tasks Look, Load and GoBack.
class Changeover {
public:
    /// All must outlive it. `store` is none once another event has taken the place of this one.
    Changeover(event::Event const& event, std::optional<store::Store>& store, base::Clock const& clock,
               std::filesystem::path share, StickPlaces const& places, Courier& courier);

    [[nodiscard]] static bool does(kiosk::Task::Kind kind);
    /// Runs to its end, on whatever thread. A failure leaves the event and its store as they were.
    base::Result<kiosk::TaskDone> perform(kiosk::Task const& task, kiosk::Progress const& progress);

private:
    base::Result<kiosk::TaskDone> look(kiosk::Progress const& progress);
    base::Result<kiosk::TaskDone> change(kiosk::Task const& task, kiosk::Progress const& progress);

    event::Event const& m_event;
    std::optional<store::Store>& m_store;
    base::Clock const& m_clock;
    std::filesystem::path m_share;
    StickPlaces const& m_places;
    Courier& m_courier;
};

} // namespace huibiao::cli
