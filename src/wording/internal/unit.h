#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::wording {

/// The place whose name stands before a unit's.
struct City {
    std::u32string printed; ///< as given, with its level: 浏阳市, 湖南省浏阳市
    std::u32string core;    ///< its own name: 浏阳市
    std::u32string stem;    ///< without the level: 浏阳
    char32_t level = 0;     ///< 市 县 区 州 旗 …
};

/// Understands 浏阳市, 浏阳, 长沙县, 湖南省浏阳市. A name without its level takes the one that unit or theme
/// shows, else 市 with a warning. Empty in, empty out.
[[nodiscard]] City readCity(std::u32string_view name, std::u32string_view unit, std::u32string_view theme,
                            std::vector<base::Words>& warnings);

/// The unit with its city's name exactly once, and in the place where it belongs.
[[nodiscard]] std::u32string fullUnit(std::u32string_view unit, City const& city,
                                      std::vector<base::Words>& warnings);

/// Every way in which a theme may call that unit or its city, longest first: 浏阳市沙市镇, 沙市镇, 喻家坳
/// (of 喻家坳乡), 浏阳市.
[[nodiscard]] std::vector<std::u32string> namesOf(std::u32string_view unitAsGiven, std::u32string_view full,
                                                  City const& city);

} // namespace huibiao::wording
