#pragma once

#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"

namespace huibiao::xlsform::internal {

/// Parses every formula of the survey and tells of those that are none, with the character at which
/// the author's own text breaks.
void checkExpressions(Survey const& survey, References const& references, Faults& faults);

/// reference-geometry names a list, a file or a repeat.
void checkGeometries(Reading const& reading, References const& references);

} // namespace huibiao::xlsform::internal
