#include "handover/internal/names.h"

#include "base/utf8.h"

#include <fmt/format.h>

namespace huibiao::handover::internal {

namespace {

std::string cut(std::u32string_view points, std::size_t bytes) {
    std::string out;
    for (char32_t const point : points) {
        std::string const next = base::encode(point);
        if (out.size() + next.size() > bytes) break;
        out += next;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
    return out;
}

/// "CON", "com1.txt": Windows opens a device instead.
bool isDevice(std::string const& name) {
    std::string const stem = base::lowerAscii(name.substr(0, name.find('.')));
    if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' &&
           stem[3] <= '9';
}

} // namespace

std::string safeName(std::string_view text, std::size_t bytes) {
    std::u32string points;
    for (char32_t const point : base::decode(base::trim(text))) {
        bool const refused = point < 0x20 || point == 0x7F ||
                             std::u32string_view(U"\"*/:<>?\\|").find(point) != std::u32string_view::npos;
        points += refused ? U'_' : point;
    }
    std::string name = cut(points, bytes);
    if (name.empty() || name.front() == '.' || isDevice(name)) name = cut(U"_" + points, bytes);
    return name.empty() ? "_" : name;
}

std::string occasionName(std::string_view unit, std::string_view activity, std::string_view stamp) {
    constexpr std::size_t bytes = 90; // with time and count the whole stays under 255
    std::string name;
    for (std::string_view const part : {unit, activity})
        if (!base::trim(part).empty()) name += safeName(part, bytes) + "_";
    return name.append(stamp);
}

std::string countName(std::size_t submissions, std::size_t partial, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    std::string const unfinished =
        partial == 0 ? "" : fmt::format(fmt::runtime(zh ? "未完成{}份" : "{}partial"), partial);
    if (submissions == 0 && partial > 0) return unfinished;
    std::string name = fmt::format(fmt::runtime(zh ? "{}份" : "{}"), submissions);
    return unfinished.empty() ? name : name + "_" + unfinished;
}

std::string Names::take(std::string_view stem, std::size_t bytes) {
    std::string name = safeName(stem, bytes);
    for (int i = 2; !m_taken.insert(base::lowerAscii(name)).second; ++i) {
        std::string const suffix = fmt::format("~{}", i);
        name = safeName(stem, bytes - suffix.size()) + suffix;
    }
    return name;
}

} // namespace huibiao::handover::internal
