#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::wording {

/// What the head of the banner says already, and a theme must not say again.
struct Said {
    std::vector<std::u32string> names; ///< of unit and city, longest first
    std::u32string unit;               ///< 浏阳市人力资源和社会保障局
    std::u32string event;              ///< 政务公开主题日
    int year = 0;
};

/// What is left of a theme for the place after 暨; empty when nothing is. `theme` has tidy spaces and
/// outer quotes “ ”. A theme that does not name the event stays word for word.
[[nodiscard]] std::u32string restOfTheme(std::u32string theme, Said const& said,
                                         std::vector<base::Words>& warnings);

} // namespace huibiao::wording
