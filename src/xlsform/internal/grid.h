#pragma once

#include "xlsform/internal/place.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xlsform::internal {

enum class Sheet { Survey, Choices, ExternalChoices, Settings, Osm, Entities };

/// A column: its heading split at "::" (or ":"), old names replaced by those of the specification:
/// "relevance" is {"bind", "relevant"}, "Label::中文 (zh)" is {"label", "中文 (zh)"}.
struct Heading {
    std::vector<std::string> path;
    std::string written;
    std::size_t column = 0;
};

/// One row below the headings, its blank cells left out, texts cleaned.
class Record {
public:
    Record(sheet::Table const& table, std::size_t row) : m_table(&table), m_row(row) {}
    void add(Heading const& heading, std::string text) { m_cells.push_back({&heading, std::move(text)}); }

    [[nodiscard]] bool empty() const { return m_cells.empty(); }
    [[nodiscard]] std::size_t row() const { return m_row; }
    [[nodiscard]] Place place() const { return {m_table, m_row, 0, {}}; }
    /// The cell of the column `key` (or group::key); empty text, and the row as place, where there is none.
    [[nodiscard]] Source one(std::string_view key) const;
    [[nodiscard]] Source one(std::string_view group, std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return !one(key).empty(); }
    /// Columns key and key::LANGUAGE as one text. A plain one counts as `defaultLanguage` as soon as
    /// another names its language; one that names the default language wins over it.
    [[nodiscard]] LocalText local(std::vector<std::string> const& key,
                                  std::string const& defaultLanguage) const;
    /// Names below a group in the order of the columns, each once: bind::a, bind::b::en gives a, b.
    [[nodiscard]] std::vector<std::string> below(std::string_view group) const;

    struct Cell {
        Heading const* heading;
        std::string text;
    };
    [[nodiscard]] std::vector<Cell> const& cells() const { return m_cells; }
    [[nodiscard]] Place placeOf(Cell const& cell) const {
        return {m_table, m_row, cell.heading->column, cell.heading->written};
    }

private:
    sheet::Table const* m_table;
    std::size_t m_row;
    std::vector<Cell> m_cells;
};

/// A sheet as headings and records. Move-only: records point at the headings.
struct Grid {
    sheet::Table const* table = nullptr; ///< nullptr: the workbook has no such sheet
    std::vector<Heading> headings;
    std::vector<Record> records;
    std::size_t headingRow = 0;
    Grid() = default;
    Grid(Grid&&) = default;
    Grid& operator=(Grid&&) = default;
    Grid(Grid const&) = delete;
    Grid& operator=(Grid const&) = delete;
    [[nodiscard]] bool hasColumn(std::string_view key) const;
};

struct Cleaning {
    bool tidy = true; ///< runs of blanks become one, curly quotes of Latin text become straight
};
/// Tells of headings that name one column twice, and of columns of texts outside any heading.
[[nodiscard]] Grid readGrid(sheet::Table const& table, Sheet kind, Cleaning cleaning, Faults& faults);

/// The columns of the sheet by heading text (see Heading).
[[nodiscard]] std::vector<std::string> headingPath(std::string_view written, Sheet kind, bool doubleColons);

} // namespace huibiao::xlsform::internal
