#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace huibiao::plan {

/// Without any blank.
[[nodiscard]] std::u32string compact(std::u32string_view text);

inline bool holds(std::u32string_view set, char32_t p) {
    return set.find(p) != std::u32string_view::npos;
}

/// The first of `list` that `text` begins with (ends with), or empty.
[[nodiscard]] std::u32string_view firstOf(std::u32string_view text,
                                          std::initializer_list<std::u32string_view> list);
[[nodiscard]] std::u32string_view lastOf(std::u32string_view text,
                                         std::initializer_list<std::u32string_view> list);

/// The value of a half- or full-width digit, or -1.
[[nodiscard]] constexpr int digit(char32_t p) {
    if (p >= U'0' && p <= U'9') return static_cast<int>(p - U'0');
    if (p >= U'０' && p <= U'９') return static_cast<int>(p - U'０');
    return -1;
}

} // namespace huibiao::plan
