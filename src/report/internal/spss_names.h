#pragma once

#include "report/spss.h"

#include <string>
#include <vector>

namespace huibiao::report::internal {

struct SpssName {
    std::string variable;
    std::string text; ///< of the variable that holds a choice's label until it is recoded
};

/// One for each column: letters, digits and underscores, a letter first, at most 64 bytes, no reserved word,
/// no two equal in any case.
[[nodiscard]] std::vector<SpssName> spssNames(std::vector<SpssColumn> const& columns);

} // namespace huibiao::report::internal
