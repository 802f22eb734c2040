#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace huibiao::wording {

/// The first of `list` that `text` begins with (ends with), or empty. Longer ones come first in a list.
inline std::u32string_view firstOf(std::u32string_view text,
                                   std::initializer_list<std::u32string_view> list) {
    for (std::u32string_view part : list)
        if (text.starts_with(part)) return part;
    return {};
}

inline std::u32string_view lastOf(std::u32string_view text, std::initializer_list<std::u32string_view> list) {
    for (std::u32string_view part : list)
        if (text.ends_with(part)) return part;
    return {};
}

inline bool holds(std::u32string_view set, char32_t p) {
    return set.find(p) != std::u32string_view::npos;
}

} // namespace huibiao::wording
