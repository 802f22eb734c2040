#include "base/utf8.h"
#include "book.h"
#include "form/form.h"
#include "input.h"
#include "targets.h"
#include "xlsform/blank.h"
#include "xlsform/convert.h"
#include "xml/parse.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace fuzz {

using namespace huibiao;

namespace {

constexpr std::string_view mark = "==== ";

sheet::Workbook bookOf(std::string_view text) {
    std::vector<std::pair<std::string, Rows>> sheets;
    for (auto const& line : base::split(text, '\n')) {
        if (line.starts_with(mark))
            sheets.emplace_back(line.substr(mark.size()), Rows());
        else if (!sheets.empty())
            sheets.back().second.push_back(base::split(line, '\t'));
    }
    return book(sheets);
}

/// What blank() makes, as if it had been saved and read.
sheet::Workbook bookOf(std::vector<sheet::NewSheet> const& made) {
    std::vector<std::pair<std::string, Rows>> sheets;
    for (auto const& sheet : made) {
        Rows rows{sheet.headings};
        for (auto const& values : sheet.rows) {
            auto& row = rows.emplace_back();
            for (auto const& value : values) {
                auto const* const text = std::get_if<std::string>(&value);
                row.push_back(text == nullptr ? std::string() : *text);
            }
        }
        sheets.emplace_back(sheet.name, std::move(rows));
    }
    return book(sheets);
}

void convert(sheet::Workbook const& book, bool mustDo) {
    base::Findings findings;
    xlsform::Options options;
    options.file = "fuzz.xlsx";
    options.forKiosk = true;
    auto const made = xlsform::convert(book, options, findings);
    if (!made) {
        if (mustDo) {
            std::fprintf(stderr, "fuzz: %s\n", made.error().text(base::Language::English).c_str());
            broken("a form made from plain text does not convert");
        }
        if (!base::anyError(findings)) broken("a refusal without a finding");
        return;
    }
    if (base::anyError(findings)) broken("converted in spite of errors");
    form::Resources const none = [](std::string_view name) -> base::Result<std::string> {
        return base::fail(base::Kind::Missing, {"没有文件", "no file"}, std::string(name));
    };
    auto const loaded = form::Form::load(*made, none);
    if (loaded) return;
    if (mustDo) broken("a form made from plain text does not load");
    if (!xml::parse(*made, "made")) broken("the XForm does not parse");
}

} // namespace

void xlsform(std::string_view bytes) {
    auto const text = base::repairUtf8(bytes);
    if (text.starts_with(mark)) return convert(bookOf(text), false);
    base::Findings findings;
    if (auto const sheets = xlsform::blank(text, {"fuzz.txt"}, findings)) convert(bookOf(*sheets), true);
}

} // namespace fuzz
