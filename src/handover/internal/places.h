#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/hold.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

namespace huibiao::handover::internal {

namespace fs = std::filesystem;

/// The names around an event's folder; see succession.h.
struct Places {
    explicit Places(fs::path const& folder);
    fs::path event, previous, incoming, discard;
};

[[nodiscard]] fs::path markerIn(fs::path const& folder);
[[nodiscard]] bool marked(fs::path const& folder);
[[nodiscard]] bool there(fs::path const& path); ///< a link too

struct AnswerCounts {
    std::size_t all = 0;
    std::size_t fresh = 0; ///< neither exported nor uploaded
};
/// Of the event in `folder`, unfinished ones among them.
[[nodiscard]] base::Result<AnswerCounts> answersOf(fs::path const& folder, base::Clock const& clock);

/// Why an event may not be erased: it holds what is nowhere else, or somebody has it open.
[[nodiscard]] base::Result<void> mayBeErased(fs::path const& folder, base::Clock const& clock);

/// Nobody else has the answers open while it lives; none where there are none.
[[nodiscard]] base::Result<std::optional<store::Hold>> holdAnswers(fs::path const& dataFolder);

/// Erases what is an event's in `folder`, event.toml last; what else lies there is somebody's and is kept in
/// a folder that tells so. For one that mayBeErased().
void discard(fs::path const& folder, fs::path const& event, base::Findings& remains);

} // namespace huibiao::handover::internal
