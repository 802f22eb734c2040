#include "xlsform/internal/advice.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace huibiao::xlsform::internal {

namespace {

/// Headings to suggest, as authors write them.
std::vector<std::string> const& usualHeadings() {
    static std::vector<std::string> const names{
        "type",      "name",          "label",       "hint",       "guidance_hint",      "required",
        "relevant",  "constraint",    "calculation", "appearance", "constraint_message", "required_message",
        "default",   "choice_filter", "parameters",  "trigger",    "repeat_count",       "read_only",
        "list_name", "media"};
    return names;
}

std::set<std::string> const& knownGroups() {
    static std::set<std::string> const names{
        "type",    "name",    "label",    "hint",    "guidance_hint", "media",
        "bind",    "control", "instance", "default", "choice_filter", "parameters",
        "trigger", "intent",  "query",    "itemset", "list_name",     "disabled"};
    return names;
}

/// "English (en)", "中文 (zh-Hans)"
bool hasCode(std::string_view language) {
    std::size_t const open = language.rfind('(');
    if (open == std::string_view::npos || !language.ends_with(')')) return false;
    std::string_view const code = language.substr(open + 1, language.size() - open - 2);
    std::size_t const letters = std::min(code.find('-'), code.size());
    return letters >= 2 && letters <= 3 &&
           std::all_of(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(letters),
                       [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string withCode(std::string const& language) {
    static std::array<std::pair<std::string_view, std::string_view>, 6> const codes{{{"chinese", "zh"},
                                                                                     {"中文", "zh"},
                                                                                     {"英文", "en"},
                                                                                     {"english", "en"},
                                                                                     {"french", "fr"},
                                                                                     {"spanish", "es"}}};
    std::string const lower = base::lowerAscii(language);
    for (auto const& [name, code] : codes)
        if (lower.find(name) != std::string::npos) return language + " (" + std::string(code) + ")";
    return language + " (xx)";
}

} // namespace

void adviseHeadings(Grid const& grid, Faults& faults) {
    for (Heading const& heading : grid.headings) {
        if (knownGroups().contains(heading.path.front())) continue;
        std::string const near = faults.nearest(heading.path.front(), usualHeadings());
        if (near.empty()) continue;
        faults.warn({grid.table, grid.headingRow, heading.column, heading.written},
                    {"不认识这一列，没有用到。是不是“" + near + "”？",
                     "this column is not known and not used; did you mean " + near + "?"});
    }
}

void adviseLanguages(Survey const& survey, Itext const& itext, Faults& faults) {
    auto const names = itext.languages();
    if (itext.tooManyLanguages())
        faults.error(
            {}, {"语言超过 100 种。是不是列名写错了，把“::”后面的字当成了语言？",
                 "there are more than 100 languages; are the words after '::' in the headings languages?"});
    std::string const& standard = survey.settings.defaultLanguage;
    for (std::string const& name : names) {
        if (name == "default" || hasCode(name)) continue;
        faults.warn(
            {}, {"语言“" + name + "”没有写代码，请写成“" + withCode(name) + "”，终端才知道用哪种声音和界面。",
                 "the language '" + name + "' has no code; write '" + withCode(name) +
                     "' so that devices know it"});
    }
    if (!names.empty() && standard != "default" &&
        std::find(names.begin(), names.end(), standard) == names.end())
        faults.warn({}, {"default_language 是“" + standard + "”，但没有一列用这种语言。",
                         "the default_language is '" + standard + "', but no column is in it"});
    std::map<std::pair<std::string, sheet::Table const*>, std::set<std::size_t>> rows;
    for (auto const& [language, place] : itext.gaps())
        if (place.table != nullptr && place.row != 0) rows[{language, place.table}].insert(place.row);
    for (auto const& [key, lacking] : rows) {
        constexpr std::size_t shown = 12;
        std::vector<std::string> numbers;
        for (std::size_t const row : lacking)
            if (numbers.size() < shown) numbers.push_back(std::to_string(row));
        bool const more = lacking.size() > shown;
        faults.warn({key.second, 0, 0, {}},
                    {"语言“" + key.first + "”缺少译文，屏幕上会显示“-”：第 " + base::join(numbers, "、") +
                         (more ? " 等行。" : " 行。"),
                     "texts lack a translation into '" + key.first + "' and will show '-': rows " +
                         base::join(numbers, ", ") + (more ? " and more" : "")});
    }
}

} // namespace huibiao::xlsform::internal
