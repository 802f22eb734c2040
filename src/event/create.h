#pragma once

#include "base/result.h"
#include "plan/plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace huibiao::event {

/// Makes a bundle from a row of a plan: event.toml with every setting explained, and a general
/// satisfaction questionnaire from `share` to start from. Exists when DIR holds an event.toml already;
/// Invalid when unit, year or theme give no 会标. A failure leaves no event.toml. `places`, the units of the
/// whole plan, become words that come first when people type.
[[nodiscard]] base::Result<void> create(plan::Activity const& activity, std::string const& city, int year,
                                        std::vector<std::string> const& places,
                                        std::filesystem::path const& share,
                                        std::filesystem::path const& folder);

} // namespace huibiao::event
