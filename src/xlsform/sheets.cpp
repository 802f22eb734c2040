#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/tokens.h"

#include <array>

namespace huibiao::xlsform::internal {

namespace {

sheet::Table const* named(sheet::Workbook const& book, std::string_view name) {
    for (sheet::Table const& table : book.tables)
        if (base::lowerAscii(base::trim(table.name)) == name) return &table;
    return nullptr;
}

std::vector<std::string> candidates(sheet::Workbook const& book, std::string_view wanted, Faults& faults) {
    static constexpr std::array<std::string_view, 6> known{"survey",           "choices",  "settings",
                                                           "external_choices", "entities", "osm"};
    std::vector<std::string> found;
    for (sheet::Table const& table : book.tables) {
        std::string const name = base::lowerAscii(base::trim(table.name));
        // A leading underscore is how authors set a sheet aside.
        if (name.starts_with('_') || std::find(known.begin(), known.end(), name) != known.end()) continue;
        if (!faults.nearest(wanted, {name}).empty()) found.push_back(table.name);
    }
    return found;
}

} // namespace

base::Words similarSheet(sheet::Workbook const& book, std::string_view wanted, Faults& faults) {
    auto const found = candidates(book, wanted, faults);
    if (found.empty()) return {};
    return {"名称相近的工作表有：" + base::join(found, "、") + "，请改成 " + std::string(wanted) + "。",
            " (sheets with a similar name: '" + base::join(found, "', '") + "'; rename it to " +
                std::string(wanted) + ")"};
}

Sheets findSheets(sheet::Workbook const& book, Faults& faults) {
    Sheets sheets;
    sheets.survey = named(book, "survey");
    sheets.choices = named(book, "choices");
    sheets.externalChoices = named(book, "external_choices");
    sheets.settings = named(book, "settings");
    sheets.osm = named(book, "osm");
    sheets.entities = named(book, "entities");
    if (sheets.survey == nullptr) {
        base::Words const similar = similarSheet(book, "survey", faults);
        faults.error({}, {"工作簿里没有名为 survey 的工作表，题目要写在这张表里。" + similar.zh,
                          "there is no sheet named survey; the questions belong there" + similar.en});
    }
    if (sheets.settings == nullptr && !candidates(book, "settings", faults).empty()) {
        base::Words const similar = similarSheet(book, "settings", faults);
        faults.warn({}, {"没有名为 settings 的工作表。" + similar.zh,
                         "there is no sheet named settings" + similar.en});
    }
    if (sheets.entities == nullptr && !candidates(book, "entities", faults).empty()) {
        base::Words const similar = similarSheet(book, "entities", faults);
        faults.warn({}, {"没有名为 entities 的工作表。" + similar.zh,
                         "there is no sheet named entities" + similar.en});
    }
    return sheets;
}

base::Words wrongName(std::string_view name) {
    std::string const shown(name);
    return {"名称“" + shown +
                "”不能用。名称要以字母或下划线开头，其后可用字母、数字、下划线、连字符和句点，不能有空格。",
            "'" + shown +
                "' cannot be a name; it begins with a letter or underscore and goes on with letters, digits, "
                "underscores, hyphens and periods, without blanks"};
}

bool checkName(Source const& name, Faults& faults) {
    if (isName(name.text)) return true;
    faults.error(name.place, wrongName(name.text));
    return false;
}

} // namespace huibiao::xlsform::internal
