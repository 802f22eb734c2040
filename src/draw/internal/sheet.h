#pragma once

#include "base/result.h"

#include <string>

namespace huibiao::draw {

/// A PDF whose pages have their trim, bleed, art and crop boxes end `slug` points above the bottom.
[[nodiscard]] base::Result<std::string> trimmedAbove(std::string const& pdf, double slug);

/// Cairo numbers surfaces through the life of the process: an SVG with its ids counted from 1.
[[nodiscard]] std::string plainIds(std::string const& svg);

} // namespace huibiao::draw
