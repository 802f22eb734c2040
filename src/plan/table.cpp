#include "plan/internal/table.h"

#include "base/utf8.h"
#include "plan/internal/points.h"
#include "plan/internal/report.h"

#include <algorithm>

namespace huibiao::plan {

namespace {

/// Headings stand below a title at most.
constexpr std::size_t headingRows = 20;

/// The row of headings, and where each column lies (counted from 0).
struct Headings {
    std::size_t row = 0;
    Columns columns;
    std::size_t named = 0; ///< how many of the four are there
};

Headings findHeadings(sheet::Table const& table) {
    Headings best;
    for (sheet::Row const& row : table.rows) {
        if (row.number > headingRows) break;
        std::vector<std::u32string> cells;
        for (sheet::Cell const& cell : row.cells) {
            cells.resize(std::max(cells.size(), cell.column));
            cells[cell.column - 1] = base::decode(cell.text);
        }
        Headings found{row.number, readHeadings(cells), 0};
        Columns const& c = found.columns;
        found.named =
            std::size_t{c.theme.has_value()} + c.form.has_value() + c.unit.has_value() + c.time.has_value();
        if (found.named > best.named) best = found;
    }
    return best;
}

std::string missingHeadings(Columns const& columns) {
    std::vector<std::string> names;
    if (!columns.theme) names.emplace_back("活动主题");
    if (!columns.form) names.emplace_back("活动形式");
    if (!columns.unit) names.emplace_back("责任单位");
    if (!columns.time) names.emplace_back("活动时间");
    return base::join(names, "、");
}

class TableReader {
public:
    TableReader(sheet::Table const& table, Headings const& headings, std::string const& name, bool workbook)
        : m_table(table), m_headings(headings), m_columns(headings.columns), m_name(name),
          m_workbook(workbook) {}

    Plan run() {
        std::vector<Line> above;
        for (sheet::Row const& row : m_table.rows) {
            if (row.number < m_headings.row)
                above.push_back({row.number, whole(row)});
            else if (row.number > m_headings.row)
                readRow(row);
        }
        Title const title = findTitle(above);
        m_plan.city = title.city;
        m_plan.year = title.year;
        checkNumbers(m_numbers, m_plan.problems);
        checkYear(m_plan, m_times, m_wheres);
        sortByPlace(m_plan.problems);
        return std::move(m_plan);
    }

private:
    static std::u32string whole(sheet::Row const& row) {
        std::u32string text;
        for (sheet::Cell const& cell : row.cells) text += base::decode(cell.text) + U' ';
        return text;
    }

    [[nodiscard]] sheet::Cell const& cell(sheet::Row const& row, std::size_t column) const {
        return m_table.mergedCell(row.number, column + 1);
    }
    [[nodiscard]] std::u32string text(sheet::Row const& row, std::size_t column) const {
        return base::decode(cell(row, column).text);
    }

    [[nodiscard]] std::string where(sheet::Row const& row) const {
        if (!m_workbook) return m_name + ":" + std::to_string(row.number);
        return sheet::cellWhere(m_name, m_table, row.number, m_columns.number.value_or(0) + 1);
    }

    void refuse(sheet::Row const& row, base::Words const& reason) {
        m_plan.problems.push_back(unreadable(where(row), reason, whole(row)));
    }

    /// The headings again, as tables of several pages have them.
    [[nodiscard]] bool isHeading(sheet::Row const& row) const {
        return compact(text(row, *m_columns.theme)) ==
                   compact(base::decode(cellAt(m_headings.row, *m_columns.theme))) &&
               compact(text(row, *m_columns.time)) ==
                   compact(base::decode(cellAt(m_headings.row, *m_columns.time)));
    }
    [[nodiscard]] std::string cellAt(std::size_t row, std::size_t column) const {
        return m_table.cell(row, column + 1).text;
    }

    /// "7", "7.0", "７": 0 where there is none.
    static int readNumber(std::u32string_view given) {
        std::u32string const text = compact(given);
        int number = 0;
        std::size_t at = 0;
        while (at < text.size() && at < 5 && digit(text[at]) >= 0) number = number * 10 + digit(text[at++]);
        std::u32string_view const rest = std::u32string_view(text).substr(at);
        return rest.empty() || rest == U".0" || rest == U"." || rest == U"、" ? number : 0;
    }

    [[nodiscard]] std::optional<Time> readTimeCell(sheet::Row const& row) const {
        sheet::Cell const& found = cell(row, *m_columns.time);
        // A table program makes a date of the 1st out of 2023年5月.
        bool const month =
            found.kind == sheet::CellKind::Date && found.text.size() >= 10 && found.text.substr(8, 2) == "01";
        return readTime(base::decode(month ? found.text.substr(0, 7) : found.text), true);
    }

    void readRow(sheet::Row const& row) {
        if (compact(whole(row)).empty() || isHeading(row)) return;
        int number = m_last + 1;
        if (m_columns.number) {
            number = readNumber(base::decode(m_table.cell(row.number, *m_columns.number + 1).text));
            if (number == 0) return refuse(row, {"没有序号", "the number is missing"});
        }
        m_last = number;
        m_numbers.push_back({number, where(row), false});
        auto const time = readTimeCell(row);
        if (!time) return refuse(row, {"看不出活动时间（月份）", "no month was found"});
        Cells cells{text(row, *m_columns.theme), readForms(text(row, *m_columns.form)),
                    text(row, *m_columns.unit), *time, true};
        if (cells.forms.empty()) return refuse(row, {"没有活动形式", "the form of activity is missing"});
        ActivityReading reading = makeActivity(number, cells, row.number);
        if (!reading.reason.zh.empty()) return refuse(row, reading.reason);
        m_numbers.back().readable = true;
        m_times.push_back(*time);
        m_wheres.push_back(where(row));
        m_plan.activities.push_back(std::move(reading.activity));
    }

    sheet::Table const& m_table;
    Headings const& m_headings;
    Columns const& m_columns;
    std::string const& m_name;
    bool m_workbook;
    int m_last = 0;
    Plan m_plan;
    std::vector<Numbered> m_numbers;
    std::vector<Time> m_times;
    std::vector<std::string> m_wheres;
};

} // namespace

base::Result<Plan> readTables(std::vector<sheet::Table> const& tables, std::string const& name,
                              bool workbook) {
    Headings closest;
    for (sheet::Table const& table : tables) {
        if (table.hidden) continue;
        Headings const headings = findHeadings(table);
        if (headings.columns.whole() && headings.named == 4)
            return TableReader(table, headings, name, workbook).run();
        if (headings.named > closest.named) closest = headings;
    }
    std::string const missing = missingHeadings(closest.named > 0 ? closest.columns : readHeadings({}));
    return base::fail(
        base::Kind::Invalid,
        {"表里找不到这些列：" + missing + "。表头应有：序号、活动主题、活动形式、责任单位、活动时间",
         "the table has no column " + missing +
             "; its headings should be 序号, 活动主题, 活动形式, 责任单位, 活动时间"},
        name);
}

} // namespace huibiao::plan
