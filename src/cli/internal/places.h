#pragma once

#include "handover/sticks.h"
#include "kiosk/task.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace huibiao::cli {

/// The sticks, and the folders that a site names in HUIBIAO_VOLUMES (colons between them) because its
/// sticks are mounted in another way.
class StickPlaces {
public:
    [[nodiscard]] std::vector<kiosk::Volume> list() const;
    /// The folder to write to or to read from; a stick that was taken off is mounted once more.
    /// Missing: it is gone.
    [[nodiscard]] base::Result<std::filesystem::path> reach(kiosk::Volume const& volume) const;
    /// Why it was not taken off; nothing for a folder, and for a stick that may be pulled.
    [[nodiscard]] std::optional<base::Error> release(kiosk::Volume const& volume) const;

private:
    handover::Sticks m_sticks = handover::Sticks::open();
};

} // namespace huibiao::cli
