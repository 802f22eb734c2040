#include "base/utf8.h"
#include "sheet/internal/book.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace huibiao::sheet::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t maxRow = 1'048'576;
constexpr std::size_t maxColumn = 16'384;

struct Position {
    std::size_t row = 0, column = 0;
};

/// "B12"; zeros where it is none.
Position position(std::string_view name) {
    Position at;
    std::size_t i = 0;
    for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && at.column <= maxColumn; ++i)
        at.column = at.column * 26 + static_cast<std::size_t>(name[i] - 'A') + 1;
    auto const [end, error] = std::from_chars(name.data() + i, name.data() + name.size(), at.row);
    if (error != std::errc() || end != name.data() + name.size() || at.row > maxRow || at.column > maxColumn)
        return {};
    return at;
}

/// 0 where it is none.
std::size_t rowNumber(std::string_view text) {
    std::size_t row = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
    return error == std::errc() && end == text.data() + text.size() && row <= maxRow ? row : 0;
}

class SheetReader {
public:
    SheetReader(Package& package, Book const& book, Book::Tab const& tab, Allowance& left)
        : m_package(package), m_book(book), m_left(left) {
        m_table.name = tab.name;
        m_table.hidden = tab.hidden;
    }

    Result<Table> read(Pull& pull) {
        for (;;) {
            Result<Step> const step = pull.next();
            if (!step) return base::pass(step);
            if (*step == Step::End) break;
            if (*step != Step::Open) continue;
            Result<void> done;
            if (pull.name() == "row")
                done = readRow(pull);
            else if (pull.name() == "mergeCell")
                readMerged(pull.attribute("ref").value_or(""));
            if (!done) return base::pass(done);
        }
        putInOrder();
        return std::move(m_table);
    }

private:
    Result<void> readRow(Pull& pull) {
        std::size_t row = m_row + 1;
        bool hidden = false;
        for (auto const& [name, value] : pull.attributes()) {
            if (name == "r") row = rowNumber(value);
            if (name == "hidden") hidden = value == "1" || value == "true";
        }
        if (row == 0) return bad("行号不对", "a row number is wrong");
        if (row > maxRow) return bad("行数太多", "there are too many rows");
        m_row = row;
        m_column = 0;
        Row line;
        line.number = row;
        line.hidden = hidden;
        int const end = pull.depth();
        for (;;) {
            Result<Step> const step = pull.next();
            if (!step) return base::pass(step);
            if (*step == Step::End || (*step == Step::Close && pull.depth() == end)) break;
            if (*step != Step::Open || pull.name() != "c") continue;
            Result<Cell> cell = readCell(pull);
            if (!cell) return base::pass(cell);
            if (cell->kind == CellKind::Blank) continue;
            if (m_left.cells == 0 || m_left.textBytes < cell->text.size())
                return fail(Kind::Invalid,
                            {"表格太大，请删去不用的行和工作表再试",
                             "the workbook is too large; delete rows and sheets that are not needed"},
                            here());
            --m_left.cells;
            m_left.textBytes -= cell->text.size();
            line.cells.push_back(std::move(*cell));
        }
        if (line.cells.empty()) return {};
        line.cells.shrink_to_fit();
        m_table.rows.push_back(std::move(line));
        return {};
    }

    Result<Cell> readCell(Pull& pull) {
        std::size_t column = m_column + 1;
        std::string type = "n";
        std::size_t style = 0;
        for (auto const& [name, value] : pull.attributes()) {
            if (name == "r") column = position(value).column;
            if (name == "t") type = value;
            if (name == "s") std::from_chars(value.data(), value.data() + value.size(), style);
        }
        if (column == 0 || column > maxColumn)
            return base::pass(bad("单元格编号不对", "a cell's name is wrong"));
        m_column = column;

        std::string value;
        std::string inlineText;
        int const end = pull.depth();
        for (;;) {
            Result<Step> const step = pull.next();
            if (!step) return base::pass(step);
            if (*step == Step::End || (*step == Step::Close && pull.depth() == end)) break;
            if (*step != Step::Open) continue;
            bool const rich = pull.name() == "is";
            if (!rich && pull.name() != "v") {
                if (Result<void> const skipped = pull.skip(); !skipped) return base::pass(skipped);
                continue;
            }
            Result<std::string> text = rich ? readRichText(pull) : readPlainText(pull);
            if (!text) return base::pass(text);
            (rich ? inlineText : value) = std::move(*text);
        }
        Cell cell;
        cell.column = column;
        if (type == "inlineStr") {
            cell.text = inlineText.empty() ? unescape(std::move(value)) : std::move(inlineText);
            cell.kind = CellKind::Text;
        } else if (Result<void> const set = setValue(cell, type, style, std::move(value)); !set) {
            return base::pass(set);
        }
        if (cell.text.empty()) cell.kind = CellKind::Blank;
        return cell;
    }

    Result<void> setValue(Cell& cell, std::string const& type, std::size_t style, std::string value) {
        if (type == "str") {
            cell.text = unescape(std::move(value));
            cell.kind = CellKind::Text;
            return {};
        }
        value = base::trim(value);
        if (value.empty()) return {};
        if (type == "s") {
            std::size_t index = 0;
            auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
            if (error != std::errc() || end != value.data() + value.size() ||
                index >= m_book.sharedStrings.size())
                return damagedCell();
            cell.text = m_book.sharedStrings[index];
            cell.kind = CellKind::Text;
        } else if (type == "b") {
            cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
            cell.kind = CellKind::Bool;
        } else if (type == "e") {
            cell.text = std::move(value);
            cell.kind = CellKind::Error;
        } else if (type == "d") {
            cell.text = std::move(value);
            cell.kind = CellKind::Date;
        } else {
            return setNumber(cell, style, value);
        }
        return {};
    }

    Result<void> setNumber(Cell& cell, std::size_t style, std::string const& value) {
        double number = 0;
        auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc() || end != value.data() + value.size()) return damagedCell();
        Shows const shows = style < m_book.styles.size() ? m_book.styles[style] : Shows::Number;
        if (auto date = dateText(number, shows, m_book.from1904)) {
            cell.text = std::move(*date);
            cell.kind = CellKind::Date;
        } else {
            cell.text = numberText(number);
            cell.kind = CellKind::Number;
        }
        return {};
    }

    void readMerged(std::string const& reference) {
        std::size_t const colon = reference.find(':');
        if (colon == std::string::npos) return;
        Position const first = position(std::string_view(reference).substr(0, colon));
        Position const last = position(std::string_view(reference).substr(colon + 1));
        if (first.row == 0 || first.column == 0 || last.row < first.row || last.column < first.column) return;
        if (m_left.cells == 0) return;
        --m_left.cells;
        m_table.merged.push_back({first.row, first.column, last.row, last.column});
    }

    /// Programs write rows and cells in order and each once; nothing forces them to. Of a cell that comes
    /// twice the first stays.
    void putInOrder() {
        order(m_table.rows, &Row::number, [](Row& kept, Row& again) {
            std::move(again.cells.begin(), again.cells.end(), std::back_inserter(kept.cells));
        });
        for (Row& row : m_table.rows) order(row.cells, &Cell::column, [](Cell&, Cell&) {});
    }

    template <class Each, class Join>
    static void order(std::vector<Each>& all, std::size_t Each::*place, Join const& join) {
        auto const unsorted = [&](Each const& a, Each const& b) { return a.*place >= b.*place; };
        if (std::adjacent_find(all.begin(), all.end(), unsorted) == all.end()) return;
        std::stable_sort(all.begin(), all.end(),
                         [&](Each const& a, Each const& b) { return a.*place < b.*place; });
        std::vector<Each> once;
        for (Each& each : all) {
            if (!once.empty() && once.back().*place == each.*place)
                join(once.back(), each);
            else
                once.push_back(std::move(each));
        }
        all = std::move(once);
    }

    [[nodiscard]] std::string here() const {
        return m_column == 0 ? fmt::format("{} {}!{}", m_package.where(), m_table.name, m_row)
                             : cellWhere(m_package.where(), m_table, m_row, m_column);
    }

    [[nodiscard]] Result<void> damagedCell() const {
        return fail(Kind::Invalid,
                    {"这个单元格的内容已损坏，请在 WPS 或 Excel 中打开并重新另存为 .xlsx",
                     "this cell is damaged; open the workbook in Excel or WPS and save it as .xlsx again"},
                    here());
    }

    [[nodiscard]] Result<void> bad(std::string const& zh, std::string const& en) const {
        return fail(Kind::Invalid, {zh + "，请重新另存为 .xlsx", en + "; save the workbook as .xlsx again"},
                    here());
    }

    Package& m_package;
    Book const& m_book;
    Allowance& m_left;
    Table m_table;
    std::size_t m_row = 0;
    std::size_t m_column = 0;
};

} // namespace

Result<Table> readSheet(Package& package, Book const& book, Book::Tab const& tab, Allowance& left) {
    auto pull = Pull::open(package, tab.part);
    if (!pull) return base::pass(pull);
    return SheetReader(package, book, tab, left).read(**pull);
}

} // namespace huibiao::sheet::internal
