#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::sheet::internal {

/// What a number format makes of a number (ISO/IEC 29500-1, 18.8.30 and 18.8.31).
enum class Shows { Number, Date, Time, DateTime, Elapsed };

/// Of a format code such as "yyyy\-mm\-dd" or "[h]:mm".
[[nodiscard]] Shows showsOf(std::string_view formatCode);
/// Of a format id below 164, which has no code in the file; 27 to 36 and 50 to 58 are the East Asian dates.
[[nodiscard]] Shows showsOfBuiltIn(int formatId);

/// "3", "0.1", "1e-20".
[[nodiscard]] std::string numberText(double value);

/// A serial day number as ISO 8601; nothing where Excel has no date for it (it shows ####).
[[nodiscard]] std::optional<std::string> dateText(double serial, Shows shows, bool from1904);

} // namespace huibiao::sheet::internal
