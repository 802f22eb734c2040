#pragma once

#include "xlsform/internal/survey.h"

#include <string>
#include <string_view>

namespace huibiao::xlsform::internal {

/// Warns, row by row, of what a public kiosk cannot ask or know.
void checkKiosk(Survey const& survey, Faults& faults);

/// The words for a question that a kiosk cannot ask; empty when it can. `dataType` is the bind's,
/// `tag` the control, `mediatype` and `appearance` its attributes.
[[nodiscard]] base::Words notAskable(std::string_view dataType, std::string_view tag,
                                     std::string_view mediatype, std::string_view appearance);
/// Added to them: what the kiosk then does.
[[nodiscard]] base::Words consequence(bool required);

} // namespace huibiao::xlsform::internal
