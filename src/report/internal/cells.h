#pragma once

#include "report/internal/columns.h"

#include <string_view>

namespace huibiao::report::internal {

/// Puts one answer into the columns of its question. A second answer to the same question in one
/// row (an older version's repeat) is joined to the first.
void fill(std::vector<sheet::Value>& cells, Question const& question, std::string_view answer);

/// The values of a select_multiple or rank.
[[nodiscard]] std::vector<std::string_view> valuesOf(std::string_view answer);

[[nodiscard]] bool readNumber(std::string_view text, double& number);

} // namespace huibiao::report::internal
