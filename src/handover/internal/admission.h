#pragma once

#include "event/contents.h"
#include "handover/bundles.h"
#include "handover/internal/beneath.h"

namespace huibiao::handover::internal {

/// What of a bundle may be copied, and how much that is.
struct Admitted {
    std::vector<std::filesystem::path> files; ///< those that are there
    std::uint64_t bytes = 0;
};

/// Looks at the names of a bundle and at the files that they stand for, without reading them. What may not be
/// is told in `findings`.
[[nodiscard]] Admitted admit(Beneath const& source, event::Contents const& contents,
                             BundleLimits const& limits, base::Findings& findings);

} // namespace huibiao::handover::internal
