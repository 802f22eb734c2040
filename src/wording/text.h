#pragma once

#include <string>
#include <string_view>

namespace huibiao::wording {

/// “ ” outside, ‘ ’ inside, by turns, whatever quotes came in: ASCII " and ', “”, ‘’, 「」, 『』, ＂,
/// 〝〞, «». Turned or mixed-up pairs are put right, a lone quote gets its partner at the end of the text (an
/// opening one) or at its beginning. An apostrophe between Latin letters stays.
[[nodiscard]] std::string normalizeQuotes(std::string_view text);
/// As above; `guessed` becomes true where a quote had no partner.
[[nodiscard]] std::string normalizeQuotes(std::string_view text, bool& guessed);

/// Chinese text without the spaces that word processors and PDF extraction leave round digits,
/// Latin letters, quotes and punctuation. One space stays between two Han phrases
/// (阳光政务 公开透明), between Latin words and between numbers. Blanks of any width count.
[[nodiscard]] std::string tidySpaces(std::string_view text);

/// A name (unit, place) in Chinese: no blanks at all, except one between two Latin words.
[[nodiscard]] std::string withoutSpaces(std::string_view text);

/// Full-width digits and Latin letters (２０２３, Ａ) as ASCII; punctuation stays.
[[nodiscard]] std::string plainDigits(std::string_view text);

} // namespace huibiao::wording
