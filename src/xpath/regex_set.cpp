#include "base/utf8.h"
#include "xpath/internal/regex.h"

#include <algorithm>

namespace huibiao::xpath {

namespace {

bool isLetter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

} // namespace

RegexSet RegexSet::named(char32_t letter) {
    RegexSet set;
    switch (letter) {
    case U'd':
    case U'D': set.ranges = {{U'0', U'9'}}; break;
    case U'w':
    case U'W': set.ranges = {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}; break;
    case U's':
    case U'S':
        set.ranges = {{9, 13},          {32, 32},         {0xA0, 0xA0},     {0x1680, 0x1680},
                      {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                      {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
        break;
    default: return set;
    }
    set.negated = letter == U'D' || letter == U'W' || letter == U'S';
    return set;
}

RegexSet RegexSet::property(std::string_view name) {
    RegexSet set;
    for (std::string_view const start : {"Script=", "script=", "sc=", "General_Category=", "gc=", "Is"}) {
        if (!name.starts_with(start)) continue;
        name.remove_prefix(start.size());
        break;
    }
    if (name == "Han") {
        set.han = true;
    } else if (name == "Alphabetic" || name == "Letter") {
        set.categories = base::categoriesNamed("L") | base::categoriesNamed("Nl");
    } else if (name == "Alpha" || name == "Alnum") {
        // POSIX classes take ASCII, as in Java.
        set.ranges = {{U'A', U'Z'}, {U'a', U'z'}};
        if (name == "Alnum") set.ranges.emplace_back(U'0', U'9');
    } else if (name == "Digit") {
        set.ranges = {{U'0', U'9'}};
    } else if (name == "Upper") {
        set.ranges = {{U'A', U'Z'}};
    } else if (name == "Lower") {
        set.ranges = {{U'a', U'z'}};
    } else if (name == "Punct") {
        set.ranges = {{U'!', U'/'}, {U':', U'@'}, {U'[', U'`'}, {U'{', U'~'}};
    } else if (name == "Space") {
        set.ranges = {{9, 13}, {32, 32}};
    } else if (name == "ASCII") {
        set.ranges = {{0, 127}};
    } else {
        set.categories = base::categoriesNamed(name);
    }
    return set;
}

void RegexSet::invert() {
    std::sort(ranges.begin(), ranges.end());
    std::vector<std::pair<char32_t, char32_t>> others;
    char32_t from = 0;
    for (auto const& [low, high] : ranges) {
        if (low > from) others.emplace_back(from, low - 1);
        from = high + 1;
    }
    others.emplace_back(from, 0x10FFFF);
    ranges = std::move(others);
    negated = !negated;
}

bool RegexSet::holds(char32_t c, bool fold) const {
    auto const within = [this](char32_t x) {
        return (han && base::isHan(x)) || (categories != 0 && (categories & base::categoryOf(x)) != 0) ||
               std::any_of(ranges.begin(), ranges.end(),
                           [x](auto const& range) { return range.first <= x && x <= range.second; });
    };
    bool in = within(c);
    if (!in && fold && isLetter(c)) in = within(c ^ 0x20U);
    return in != negated;
}

} // namespace huibiao::xpath
