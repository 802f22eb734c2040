#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::base {

/// True when the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool validUtf8(std::string_view bytes);

/// The same text with U+FFFD for every malformed sequence.
[[nodiscard]] std::string repairUtf8(std::string_view bytes);

/// Code points. Malformed sequences become U+FFFD.
[[nodiscard]] std::u32string decode(std::string_view utf8);
[[nodiscard]] std::string encode(std::u32string_view points);
[[nodiscard]] std::string encode(char32_t point);

/// Han ideographs of the unified blocks, 〇 included.
[[nodiscard]] bool isHan(char32_t point);
/// ASCII blanks, NBSP, U+3000, the spaces of U+2000 to U+200B, BOM.
[[nodiscard]] bool isBlank(char32_t point);

/// Without blanks (isBlank) at both ends.
[[nodiscard]] std::string trim(std::string_view utf8);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::vector<std::string> const& parts, std::string_view separator);
[[nodiscard]] std::string replaceAll(std::string text, std::string_view from, std::string_view to);

/// ASCII letters only; other bytes stay.
[[nodiscard]] std::string lowerAscii(std::string_view text);

} // namespace huibiao::base
