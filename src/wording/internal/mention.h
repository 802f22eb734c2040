#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::wording {

/// A place in a theme that names the event: 2023年“政务公开主题日”系列活动, from the year to 活动.
struct Mention {
    std::size_t begin = 0;
    std::size_t end = 0;
    int year = 0;         ///< 0 where none stands before it
    std::u32string count; ///< 第二期, where it stands before it
};

/// The first one. `names` are those of unit and city, after which the event may stand under its
/// short name (主题日). Blanks inside the name do not matter.
[[nodiscard]] std::optional<Mention> findMention(std::u32string_view text, std::u32string_view event,
                                                 std::vector<std::u32string> const& names);

/// The length of "2023年" at the beginning, with its number; nothing where none stands.
struct YearWord {
    std::size_t size = 0;
    int year = 0;
};
[[nodiscard]] std::optional<YearWord> yearAtStart(std::u32string_view text);

} // namespace huibiao::wording
