#include "base/file.h"
#include "sheet/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace huibiao::sheet {

using base::fail;
using base::Kind;
using base::Result;

namespace {

/// Takes records off the front of the text.
class Records {
public:
    Records(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    [[nodiscard]] bool done() const { return m_at >= m_text.size(); }
    [[nodiscard]] std::size_t line() const { return m_line; }

    /// False when a quote is never closed; openedOn() is its line.
    [[nodiscard]] bool next(std::vector<std::string>& cells) {
        cells.assign(1, "");
        while (m_at < m_text.size()) {
            char const c = m_text[m_at];
            if (c == '"' && cells.back().empty()) {
                if (!quoted(cells.back())) return false;
            } else if (c == m_separator) {
                ++m_at;
                cells.emplace_back();
            } else if (c == '\n' || c == '\r') {
                endLine();
                return true;
            } else {
                cells.back() += c;
                ++m_at;
            }
        }
        return true;
    }

private:
    bool quoted(std::string& cell) {
        std::size_t const opened = m_line;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            char const c = m_text[m_at];
            if (c == '"') {
                if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"') {
                    ++m_at;
                    return true;
                }
                ++m_at;
            }
            if (c == '\r') {
                if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '\n') {
                    cell += '\n';
                    ++m_line;
                }
                continue;
            }
            if (c == '\n') ++m_line;
            cell += c;
        }
        m_line = opened;
        return false;
    }

    void endLine() {
        if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n') ++m_at;
        ++m_at;
        ++m_line;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

/// The separator that cuts the first records into most cells, evenly if possible.
char findSeparator(std::string_view text) {
    char best = ',';
    std::size_t bestScore = 0;
    for (char const candidate : {',', ';', '\t'}) {
        Records records(text, candidate);
        std::vector<std::string> cells;
        std::size_t first = 0;
        bool even = true;
        for (int i = 0; i < 10 && !records.done(); ++i) {
            if (!records.next(cells)) break;
            if (cells.size() == 1 && cells[0].empty()) continue;
            if (first == 0) first = cells.size();
            even = even && cells.size() == first;
        }
        std::size_t const score = first <= 1 ? 0 : first * (even ? 1000 : 1);
        if (score > bestScore) {
            bestScore = score;
            best = candidate;
        }
    }
    return best;
}

} // namespace

Result<Table> readCsv(std::string_view bytes, std::string_view where, CsvOptions const& options) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0"))
        return fail(Kind::Invalid,
                    {"这是表格文件，不是 .csv；请把扩展名改回 .xlsx，或另存为 .csv",
                     "this is a workbook, not a .csv; name it .xlsx or save it as .csv"},
                    std::string(where));
    Result<std::string> const text = decodeText(bytes, where);
    if (!text) return base::pass(text);

    Table table;
    Records records(*text, options.separator == '\0' ? findSeparator(*text) : options.separator);
    std::vector<std::string> cells;
    std::size_t left = options.cells;
    for (std::size_t number = 1; !records.done(); ++number) {
        if (!records.next(cells))
            return fail(
                Kind::Invalid,
                {"这一行的双引号没有配对，请补上后再试", "a quote that opens on this line is never closed"},
                fmt::format("{}:{}", where, records.line()));
        Row row;
        row.number = number;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            if (left-- == 0)
                return fail(Kind::Invalid,
                            {fmt::format("文件里的单元格超过 {} 个，请拆成几个文件", options.cells),
                             fmt::format("more than {} cells; split the file", options.cells)},
                            std::string(where));
            row.cells.push_back({i + 1, CellKind::Text, std::move(cells[i])});
        }
        if (!row.cells.empty()) table.rows.push_back(std::move(row));
    }
    return table;
}

Result<Table> readCsvFile(std::filesystem::path const& path, CsvOptions const& options) {
    Result<std::string> const bytes = base::readFile(path, options.fileBytes);
    if (!bytes) return base::pass(bytes);
    return readCsv(*bytes, path.string(), options);
}

} // namespace huibiao::sheet
