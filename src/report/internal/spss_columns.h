#pragma once

#include "report/internal/columns.h"
#include "report/spss.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::report::internal {

/// What is known of the texts in one column.
struct Texts {
    std::size_t count = 0;
    std::size_t bytes = 0; ///< of the longest, as the .csv has it
    void add(std::string const& text);
};

/// `texts` has one for each column of the table.
[[nodiscard]] std::vector<SpssColumn> spssColumns(Table const& table, std::vector<Texts> const& texts,
                                                  base::Language words);

} // namespace huibiao::report::internal
