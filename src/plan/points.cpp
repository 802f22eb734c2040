#include "plan/internal/points.h"

#include "base/utf8.h"

namespace huibiao::plan {

std::u32string compact(std::u32string_view text) {
    std::u32string out;
    for (char32_t p : text)
        if (!base::isBlank(p)) out += p;
    return out;
}

std::u32string_view firstOf(std::u32string_view text, std::initializer_list<std::u32string_view> list) {
    for (std::u32string_view part : list)
        if (text.starts_with(part)) return part;
    return {};
}

std::u32string_view lastOf(std::u32string_view text, std::initializer_list<std::u32string_view> list) {
    for (std::u32string_view part : list)
        if (text.ends_with(part)) return part;
    return {};
}

} // namespace huibiao::plan
