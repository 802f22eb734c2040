#pragma once

#include "kit/year.h"

#include <string>
#include <vector>

namespace huibiao::kit {

/// The page of all kits: opens from disk, names no other place, prints on A4.
[[nodiscard]] std::string indexPage(std::string const& title, std::vector<Outcome> const& outcomes);

/// What needs a look, a row each; opens in Excel and WPS.
[[nodiscard]] std::string looksTable(std::vector<Outcome> const& outcomes);

} // namespace huibiao::kit
