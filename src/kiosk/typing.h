#pragma once

#include "base/result.h"
#include "form/filling.h"

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::kiosk {

/// What of `more` a field of this kind takes behind `before`: digits for numbers, no line breaks
/// where there is one line, never more than can be stored sensibly.
[[nodiscard]] std::string accepted(form::Question const& question, std::string_view before,
                                   std::string_view more);

/// The value of a range one step on (`by` 1) or back (-1), written as the form writes it. The first
/// step sets the near end: a scale has no answer before somebody gives one. Nothing beyond the ends.
[[nodiscard]] std::optional<std::string> stepped(form::Question const& question, int by);

/// An answer as the page that checks shows it.
[[nodiscard]] std::string answerText(form::Question const& question, base::Language words);

} // namespace huibiao::kiosk
