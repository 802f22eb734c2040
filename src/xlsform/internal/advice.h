#pragma once

#include "xlsform/internal/grid.h"
#include "xlsform/internal/output.h"

namespace huibiao::xlsform::internal {

/// Headings that mean nothing but look much like one that does.
void adviseHeadings(Grid const& grid, Faults& faults);

/// Languages without a code, a default language that no text has, texts without a translation.
void adviseLanguages(Survey const& survey, Itext const& itext, Faults& faults);

} // namespace huibiao::xlsform::internal
