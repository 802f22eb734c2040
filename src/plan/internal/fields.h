#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::plan {

struct Time {
    int month = 0;    ///< 1 to 12
    int year = 0;     ///< 0 where it does not say
    std::string text; ///< 5月, 4-5月, 5月18日
};

/// 5月, 10 月, ５月份, 五月, 2023年5月, 2023-05-18, 4-5月, 4月至5月, 5月中旬, 第二季度, 下半年. `bare`: a
/// plain number is a month too, as in a column of its own.
[[nodiscard]] std::optional<Time> readTime(std::u32string_view text, bool bare = false);

/// The forms of which `text`, blanks aside, wholly consists, all of them known ones: 政策宣传座谈交流,
/// 政策宣传、座谈交流. Empty when it does not.
[[nodiscard]] std::vector<std::string> knownForms(std::u32string_view text);

/// A cell of its own for the forms: unknown ones too, parted by 、 , ; / blanks or line breaks.
[[nodiscard]] std::vector<std::string> readForms(std::u32string_view cell);

/// Four Han characters that end as forms do (知识竞赛, 集中宣传): a form where nothing else could stand.
[[nodiscard]] bool seemsForm(std::u32string_view token);

/// A theme of several lines as one, without the spaces that extraction left.
[[nodiscard]] std::string readTheme(std::u32string_view text);

/// Ends as the names of units do: 局, 中心, 镇, 街道 …
[[nodiscard]] bool endsAsUnit(std::u32string_view text);

} // namespace huibiao::plan
