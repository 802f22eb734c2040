#include "report/internal/spss_names.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace huibiao::report::internal {

namespace {

/// Under 64, with room for "_text" or a number behind it; $ stands before the name of a set.
constexpr std::size_t nameBytes = 56;

constexpr std::array<std::string_view, 13> reserved{"all", "and", "by",  "eq", "ge", "gt",  "le",
                                                    "lt",  "ne",  "not", "or", "to", "with"};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What of it may stand in a name; "" where nothing may.
std::string plain(std::string_view text) {
    std::string out;
    for (char const c : text)
        if (isLetter(c) || (c >= '0' && c <= '9'))
            out += c;
        else if (!out.empty() && out.back() != '_')
            out += '_';
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out;
}

std::string fit(std::string name, std::size_t column) {
    if (name.empty()) return fmt::format("v{}", column + 1);
    bool const word = std::find(reserved.begin(), reserved.end(), base::lowerAscii(name)) != reserved.end();
    if (word || !isLetter(name[0])) name = "v_" + name;
    name.resize(std::min(name.size(), nameBytes));
    while (name.back() == '_') name.pop_back();
    return name;
}

std::string lastStep(std::string const& field) {
    return plain(field.substr(field.rfind('/') + 1));
}

} // namespace

std::vector<SpssName> spssNames(std::vector<SpssColumn> const& columns) {
    std::map<std::string, std::set<std::string>> fields; // by their last step
    for (SpssColumn const& column : columns)
        fields[base::lowerAscii(lastStep(column.field))].insert(column.field);
    std::set<std::string> taken;
    auto const unique = [&](std::string const& wanted) {
        std::string name = wanted;
        for (int i = 2; !taken.insert(base::lowerAscii(name)).second; ++i)
            name = fmt::format("{}_{}", wanted, i);
        return name;
    };
    std::vector<SpssName> names(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].value.empty()) continue;
        std::string name = lastStep(columns[i].field);
        if (fields[base::lowerAscii(name)].size() > 1) name = plain(columns[i].field);
        names[i].variable = unique(fit(name, i));
    }
    // After all the fields, which keep their names: q2_other is often both a field and a choice of q2.
    std::size_t nth = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        nth = columns[i].value.empty() ? 0 : nth + 1;
        if (nth == 0) continue;
        // The question's own column stands before those of its choices.
        std::string const value = plain(columns[i].value);
        names[i].variable =
            unique(fit(names[i - nth].variable + "_" + (value.empty() ? fmt::format("{}", nth) : value), i));
    }
    for (SpssName& name : names) name.text = unique(name.variable + "_text");
    return names;
}

} // namespace huibiao::report::internal
