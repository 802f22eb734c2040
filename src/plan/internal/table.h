#pragma once

#include "plan/plan.h"
#include "sheet/workbook.h"

#include <string>
#include <vector>

namespace huibiao::plan {

/// Reads the plan out of the first visible sheet whose headings name theme, form, unit and time. Rows above
/// the headings may hold the title. `workbook`: places are told as cells, else as line numbers.
/// Invalid when no sheet has such headings; what is missing is named.
[[nodiscard]] base::Result<Plan> readTables(std::vector<sheet::Table> const& tables, std::string const& name,
                                            bool workbook);

} // namespace huibiao::plan
