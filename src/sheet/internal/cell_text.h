#pragma once

#include <string>
#include <string_view>

namespace huibiao::sheet::internal {

/// What a cell can hold: valid UTF-8, no control characters, \n for line ends, at most 32,767
/// UTF-16 units; a literal "_x0041_" is kept from being read as an escape.
[[nodiscard]] std::string cellText(std::string_view raw);

/// Of the widest line, in widths of a digit: East Asian characters take two.
[[nodiscard]] double shownWidth(std::string_view text);

/// Fit for a tab: no []:*?/\', at most 31 UTF-16 units; "…~2" with `copy` 2.
[[nodiscard]] std::string sheetName(std::string_view wanted, int copy);

} // namespace huibiao::sheet::internal
