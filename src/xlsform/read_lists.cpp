#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <set>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view supportedMedia[] = {"image", "big-image", "audio", "video"};

bool isMedium(std::string_view form) {
    return std::find(std::begin(supportedMedia), std::end(supportedMedia), form) != std::end(supportedMedia);
}

/// Other columns become elements of the items, so their headings must be names.
std::set<std::string> extraColumns(Grid const& grid, Faults& faults) {
    static std::set<std::string> const own{"list_name", "name", "label", "media"};
    std::set<std::string> extra;
    for (Heading const& heading : grid.headings) {
        if (own.contains(heading.path.front()) || heading.path.size() != 1) continue;
        if (isQualifiedName(heading.path.front()) && heading.path.front().find(':') == std::string::npos)
            extra.insert(heading.path.front());
        else
            faults.warn(
                {grid.table, grid.headingRow, heading.column, heading.written},
                {"列名“" + heading.written + "”里有空格等字符，不能在 choice_filter 里用，这一列已略过。",
                 "the heading '" + heading.written +
                     "' is no name, so a choice_filter cannot use the column; "
                     "it is left out"});
    }
    return extra;
}

Choice readChoice(Record const& record, std::set<std::string> const& extra, Settings const& settings) {
    Choice choice;
    choice.row = record.row();
    choice.name = record.one("name");
    choice.label = record.local({"label"}, settings.defaultLanguage);
    std::set<std::string> seen;
    for (Record::Cell const& cell : record.cells()) {
        auto const& path = cell.heading->path;
        if (path[0] == "label" && seen.insert("label").second) {
            choice.shown.push_back({"long", choice.label});
        } else if (path[0] == "media" && path.size() > 1 && isMedium(path[1]) &&
                   seen.insert(path[1]).second) {
            choice.shown.push_back({path[1], record.local({"media", path[1]}, settings.defaultLanguage)});
        } else if (path.size() == 1 && extra.contains(path[0])) {
            choice.extra.emplace_back(path[0], cell.text);
        }
    }
    return choice;
}

void checkChoices(ChoiceList const& list, Settings const& settings, Faults& faults) {
    std::set<std::string> seen;
    for (Choice const& choice : list.choices) {
        if (choice.name.empty()) {
            faults.error(choice.name.place,
                         {"选项没有名称，请填 name 列（保存答案用的代码，例如 1 或 yes）。",
                          "this choice has no name; fill the column name (what is stored, such as "
                          "1 or yes)"});
        } else if (!seen.insert(choice.name.text).second && !settings.duplicateChoices) {
            faults.error(
                choice.name.place,
                {"清单“" + list.name + "”里已有名称为“" + choice.name.text +
                     "”的选项。请改名；确实要重复时，在 settings 表把 allow_choice_duplicates 设为 yes。",
                 "the list " + list.name + " has a choice named '" + choice.name.text +
                     "' already; rename one, or, if it is meant so, set allow_choice_duplicates to yes in "
                     "the "
                     "settings"});
        }
        if (choice.shown.empty())
            faults.warn(choice.name.place,
                        {"选项“" + choice.name.text + "”没有 label，屏幕上会是空白。",
                         "the choice '" + choice.name.text + "' has no label and will be blank"});
    }
}

bool needsItext(ChoiceList const& list) {
    return std::any_of(list.choices.begin(), list.choices.end(), [](Choice const& choice) {
        return std::any_of(choice.shown.begin(), choice.shown.end(), [](Medium const& shown) {
            return shown.form != "long" || shown.text.localized ||
                   (!shown.text.empty() && (!mentions(shown.text.first()).empty()));
        });
    });
}

} // namespace

ChoiceLists readLists(sheet::Table const* table, Sheet kind, Settings const& settings, Faults& faults) {
    ChoiceLists lists;
    if (table == nullptr) return lists;
    Grid const grid = readGrid(*table, kind, {settings.cleanText}, faults);
    if (grid.headings.empty()) return lists;
    for (std::string_view const key : {"list_name", "name"}) {
        bool const rows = std::any_of(grid.records.begin(), grid.records.end(),
                                      [](Record const& record) { return !record.empty(); });
        if (grid.hasColumn(key) || !rows) continue;
        faults.error(
            {table, grid.headingRow, 0, {}},
            {"缺少“" + std::string(key) + "”列。这张表要有 list_name、name、label 三列。",
             "the column " + std::string(key) + " is missing; this sheet wants list_name, name and label"});
        return lists;
    }
    std::set<std::string> const extra = extraColumns(grid, faults);
    for (Record const& record : grid.records) {
        Source const name = record.one("list_name");
        if (name.empty()) continue;
        lists.at(name.text, name.place).choices.push_back(readChoice(record, extra, settings));
    }
    for (ChoiceList& list : lists) {
        if (kind == Sheet::Choices) checkChoices(list, settings, faults);
        list.itext = needsItext(list);
    }
    return lists;
}

} // namespace huibiao::xlsform::internal
