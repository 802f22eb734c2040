#pragma once

#include <cstddef>
#include <vector>

namespace huibiao::draw {

/// How good a place to end a line is, best first. Word: inside what is read as one word (words.h).
enum class Break { Hard, Preferred, Punctuation, Plain, Word, Together };

/// Text between two places where a line may end. Widths in ems.
struct Unit {
    std::size_t begin = 0; ///< bytes
    std::size_t end = 0;   ///< blanks behind it included
    double width = 0;      ///< all of it
    double headTrim = 0;   ///< what it loses at the head of a line (half of an opening bracket)
    double tailTrim = 0;   ///< what it loses at the end of one (blanks, half of a closing mark)
    int weight = 0;        ///< characters that count: a last line of one looks forlorn
    Break after = Break::Plain;
    bool pause = false; ///< ends in a blank between ideographs, which parts more than a word's end does
};

/// Units [first, last) on one line.
struct LineRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

[[nodiscard]] double lineWidth(std::vector<Unit> const& units, LineRange range);

/// Full lines one after the other, as a reader expects of running text; a lone character at the
/// end of a paragraph gets company from the line above.
[[nodiscard]] std::vector<LineRange> firstFit(std::vector<Unit> const& units, double width);

/// Lines of about equal length, `count` at most, ending at breaks no worse than `worst`; empty when
/// there is no way within `width`.
[[nodiscard]] std::vector<LineRange> balanced(std::vector<Unit> const& units, double width, std::size_t count,
                                              Break worst);

/// The least width for which balanced() has an answer.
[[nodiscard]] double leastWidth(std::vector<Unit> const& units, std::size_t count, Break worst);

} // namespace huibiao::draw
