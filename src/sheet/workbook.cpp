#include "sheet/workbook.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::sheet {

Cell const& Table::cell(std::size_t row, std::size_t column) const {
    static Cell const blank;
    auto const line = std::lower_bound(rows.begin(), rows.end(), row,
                                       [](Row const& r, std::size_t n) { return r.number < n; });
    if (line == rows.end() || line->number != row) return blank;
    auto const found = std::lower_bound(line->cells.begin(), line->cells.end(), column,
                                        [](Cell const& c, std::size_t n) { return c.column < n; });
    return found == line->cells.end() || found->column != column ? blank : *found;
}

Cell const& Table::mergedCell(std::size_t row, std::size_t column) const {
    for (Range const& range : merged)
        if (row >= range.top && row <= range.bottom && column >= range.left && column <= range.right)
            return cell(range.top, range.left);
    return cell(row, column);
}

std::size_t Table::lastRow() const {
    return rows.empty() ? 0 : rows.back().number;
}

std::size_t Table::lastColumn() const {
    std::size_t last = 0;
    for (Row const& row : rows)
        if (!row.cells.empty()) last = std::max(last, row.cells.back().column);
    return last;
}

Table const* Workbook::find(std::string_view name) const {
    for (Table const& table : tables)
        if (table.name == name) return &table;
    std::string const lower = base::lowerAscii(name);
    for (Table const& table : tables)
        if (base::lowerAscii(table.name) == lower) return &table;
    return nullptr;
}

std::string columnName(std::size_t column) {
    std::string name;
    for (; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

std::string cellName(std::size_t row, std::size_t column) {
    return fmt::format("{}{}", columnName(column), row);
}

std::string cellWhere(std::string_view file, Table const& table, std::size_t row, std::size_t column) {
    std::string const cell = cellName(row, column);
    return table.name.empty() ? fmt::format("{} {}", file, cell)
                              : fmt::format("{} {}!{}", file, table.name, cell);
}

} // namespace huibiao::sheet
