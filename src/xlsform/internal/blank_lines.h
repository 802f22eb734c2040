#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// What a line of a typed questionnaire begins with.
enum class Mark {
    None,
    Arabic,  ///< 1. 1、 1） 第1题 Q1.
    Bracket, ///< （1） (1)
    Han,     ///< 一、 （一）
    Option   ///< A. ① □ ○ ( )
};

struct Line {
    std::size_t number = 0; ///< from 1, in the file
    Mark mark = Mark::None;
    std::size_t count = 0; ///< the number a mark of numbers says
    std::string text;      ///< without the mark and without blanks around
};

/// The lines that hold something.
[[nodiscard]] std::vector<Line> readLines(std::string_view text);

/// One choice found in a text; `fill` when it leaves room to write ("其他____").
struct OptionText {
    std::string label;
    bool fill = false;
};
/// The choices that stand in a text, several on a line or one; what stands before the first one goes
/// to `before`. Empty when there are no marks of choices; a single one counts at the very beginning only.
[[nodiscard]] std::vector<OptionText> optionsIn(std::string_view text, std::string& before);

/// Underscores and the like: how many blanks to fill the text has.
[[nodiscard]] std::size_t blanksIn(std::string_view text);
/// Where "____年____月____日" begins, with or without the day; npos where there is none.
[[nodiscard]] std::size_t dateBlanks(std::string_view text);
/// The text with its blanks taken out, and brackets that held nothing else. With `keepInside` those
/// with words after them become "____".
[[nodiscard]] std::string withoutBlanks(std::string_view text, bool keepInside = false);

} // namespace huibiao::xlsform::internal
