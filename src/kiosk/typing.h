#pragma once

#include "base/result.h"
#include "form/filling.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// What of `more` a field of this kind takes behind `before`: digits for numbers, no line breaks
/// where there is one line, never more than can be stored sensibly.
[[nodiscard]] std::string accepted(form::Question const& question, std::string_view before,
                                   std::string_view more);

/// The value of a range one step on (`by` 1) or back (-1), written as the form writes it. The first
/// step sets the near end: a scale has no answer before somebody gives one. Nothing beyond the ends.
[[nodiscard]] std::optional<std::string> stepped(form::Question const& question, int by);

/// Overwrites what somebody typed, then empties it.
void wipe(std::string& text);

/// The values in a list with spaces between them.
[[nodiscard]] std::vector<std::string> tokens(std::string_view list);

/// All values of a range from the lower end to the upper, written as stepped() writes them; no more
/// than `most` of them, thinned out by even strides with both ends kept.
[[nodiscard]] std::vector<std::string> rangeValues(form::Question const& question, std::size_t most);

/// An answer as the page that checks shows it.
[[nodiscard]] std::string answerText(form::Question const& question, base::Language words);

} // namespace huibiao::kiosk
