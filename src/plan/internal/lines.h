#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::plan {

/// A line of a notice. A form feed or a vertical tab (Word's soft break) parts a line in two of the same
/// number. Control characters other than the tab become U+FFFD.
struct Line {
    std::size_t number = 0;
    std::u32string text;
};
[[nodiscard]] std::vector<Line> linesOf(std::string_view text);

/// Where each column of a row with tabs lies; of the order 序号 活动主题 活动形式 责任单位 活动时间 by
/// default.
struct Columns {
    std::optional<std::size_t> number = 0;
    std::optional<std::size_t> theme = 1;
    std::optional<std::size_t> form = 2;
    std::optional<std::size_t> unit = 3;
    std::optional<std::size_t> time = 4;

    [[nodiscard]] bool whole() const { return theme && form && unit && time; }
    /// How many cells a row must have at least.
    [[nodiscard]] std::size_t needed() const {
        return std::max({theme.value_or(0), form.value_or(0), unit.value_or(0), time.value_or(0)}) + 1;
    }
};

/// The columns that a row of headings names, by whatever usual name; every one it misses is empty.
[[nodiscard]] Columns readHeadings(std::vector<std::u32string> const& cells);

enum class LineKind {
    Blank,
    Header,   ///< 序号 活动主题 …, whole or in parts
    PageMark, ///< - 3 -, 第 3 页
    Title,    ///< 浏阳市2023年“政务公开主题日”活动安排计划表, which a page may repeat
    End,      ///< 附件 2, 一、…, a sentence: what no table holds
    Text
};
[[nodiscard]] LineKind kindOf(std::u32string_view line);

/// A number at the beginning that may be a 序号: 7, ７, 7., 7、, glued to the theme or alone.
struct Serial {
    int number = 0;
    std::size_t after = 0; ///< where the rest begins
    bool alone = false;
    bool glued = false; ///< no blank between number and theme
};
[[nodiscard]] std::optional<Serial> serialAt(std::u32string_view line);

} // namespace huibiao::plan
