#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huibiao::base {

/// Unicode Normalization Form C (UAX #15): letters and their marks as one code point where there is one,
/// CJK compatibility ideographs as the unified ones. Malformed sequences become U+FFFD.
[[nodiscard]] std::string nfc(std::string_view utf8);

/// "𿿰（U+3FFF0）、…": characters for a message about them, where they may not be seen themselves.
[[nodiscard]] std::string named(std::string_view utf8);

/// General categories of the Unicode Standard, one bit each.
using Categories = std::uint32_t;
/// The one bit of the category that the code point is in.
[[nodiscard]] Categories categoryOf(char32_t point);
/// "Lu" one category, "L" all that begin so; 0 for a name that none has.
[[nodiscard]] Categories categoriesNamed(std::string_view name);

} // namespace huibiao::base
