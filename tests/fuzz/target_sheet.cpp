#include "input.h"
#include "package.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"
#include "targets.h"

namespace fuzz {

using namespace huibiao;

namespace {

void look(sheet::Table const& table) {
    std::size_t row = 0;
    for (auto const& each : table.rows) {
        if (each.number <= row) broken("rows are not in order");
        row = each.number;
        std::size_t column = 0;
        for (auto const& cell : each.cells) {
            if (cell.column <= column) broken("cells are not in order");
            if (cell.kind == sheet::CellKind::Blank || cell.text.empty()) broken("a blank cell was kept");
            column = cell.column;
        }
    }
    (void)table.mergedCell(table.lastRow(), table.lastColumn());
}

BookParts bookOf(std::string_view text) {
    auto const parts = partsOf(text);
    auto const part = [&](std::size_t i) { return i < parts.size() ? std::string(parts[i]) : std::string(); };
    BookParts book;
    book.sheets = {part(0), part(1)};
    book.shared = part(2);
    book.styles = part(3);
    return book;
}

} // namespace

void sheet(std::string_view bytes) {
    if (bytes.empty()) return;
    if (bytes.front() == 'c') {
        if (auto const table = sheet::readCsv(bytes.substr(1), "fuzz.csv")) look(*table);
        return;
    }
    auto const book = bytes.front() == 'x' ? sheet::readXlsx(xlsxOf(bookOf(bytes.substr(1))), "fuzz.xlsx")
                                           : sheet::readXlsx(bytes, "fuzz.xlsx");
    if (!book) return;
    for (auto const& table : book->tables) look(table);
}

} // namespace fuzz
