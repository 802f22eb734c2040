#include "sheet/internal/cell_text.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace huibiao::sheet::internal {

namespace {

constexpr std::size_t maxUnits = 32'767;
constexpr std::size_t maxNameUnits = 31;

std::size_t utf16Units(char32_t point) {
    return point > 0xFFFF ? 2 : 1;
}

/// Nearly all texts do: nothing in them has to be changed.
bool fits(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        char const next = i + 1 < text.size() ? text[i + 1] : '\0';
        bool const noncharacter = c == 0xEF && next == '\xBF'; // U+FFC0 to U+FFFF
        if ((c < 0x20 && c != '\t' && c != '\n') || noncharacter || (c == '_' && next == 'x')) return false;
    }
    return text.size() <= maxUnits && base::validUtf8(text);
}

std::string cut(std::u32string points, std::size_t units) {
    std::size_t used = 0;
    std::size_t keep = 0;
    while (keep < points.size() && used + utf16Units(points[keep]) <= units)
        used += utf16Units(points[keep++]);
    points.resize(keep);
    return base::encode(points);
}

} // namespace

double shownWidth(std::string_view text) {
    double line = 0;
    double widest = 0;
    for (char32_t const point : base::decode(text)) {
        line = point == U'\n' ? 0 : line + (point >= 0x2E80 || point == U'“' || point == U'”' ? 2 : 1);
        widest = std::max(widest, line);
    }
    return widest;
}

std::string cellText(std::string_view raw) {
    if (fits(raw)) return std::string(raw);
    std::u32string points;
    std::size_t units = 0;
    for (char32_t const point : base::decode(raw)) {
        if (point == U'\r') continue;
        bool const control =
            (point < 0x20 && point != U'\t' && point != U'\n') || point == 0xFFFE || point == 0xFFFF;
        units += utf16Units(point);
        points += control ? U' ' : point;
    }
    if (units > maxUnits) {
        while (units > maxUnits - 1) {
            units -= utf16Units(points.back());
            points.pop_back();
        }
        points += U'…';
    }
    std::string text = base::encode(points);
    auto const hex = [&](std::size_t i) { return std::isxdigit(static_cast<unsigned char>(text[i])) != 0; };
    for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 2))
        if (at + 6 < text.size() && hex(at + 2) && hex(at + 3) && hex(at + 4) && hex(at + 5) &&
            text[at + 6] == '_') {
            text.insert(at + 1, "x005F_");
            at += 6;
        }
    return text;
}

std::string sheetName(std::string_view wanted, int copy) {
    std::u32string clean;
    for (char32_t const point : base::decode(base::trim(wanted))) {
        bool const refused =
            point < 0x20 || std::u32string_view(U"[]:*?/\\'").find(point) != std::u32string_view::npos;
        clean += refused ? U'_' : point;
    }
    if (clean.empty()) clean = U"Sheet";
    if (copy == 0) return cut(std::move(clean), maxNameUnits);
    std::string const suffix = fmt::format("~{}", copy);
    return cut(std::move(clean), maxNameUnits - suffix.size()) + suffix;
}

} // namespace huibiao::sheet::internal
