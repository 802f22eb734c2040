#pragma once

#include "form/internal/definition.h"

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::form {

/// The value in the form the type stores, "" for blank; nullopt when it is none of the type (ODK
/// XForms, data types: int is 32 bits, dates are real days of the calendar, offsets have a colon).
/// `computed`: the result of an expression; then a number is cut to an int, a date is taken from a
/// date and time.
[[nodiscard]] std::optional<std::string> typed(DataType type, std::string_view text, bool computed);

/// The words between blanks.
[[nodiscard]] std::vector<std::string> tokens(std::string_view text);

/// Overwrites the characters, so that the memory holds no answer any more, and empties the text.
void wipe(std::string& text);

} // namespace huibiao::form
