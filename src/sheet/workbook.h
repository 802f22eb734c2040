#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::sheet {

enum class CellKind : std::uint8_t { Blank, Text, Number, Bool, Date, Error };

/// One cell as a person sees it. `text` is never empty unless the kind is Blank.
/// Text: as stored, rich-text runs joined, phonetic runs left out, inner line breaks as \n.
/// Number: "3" not "3.0", otherwise the shortest decimal that reads back as the same double, with
/// no exponent for whole numbers below 1e21. Bool: "TRUE", "FALSE". Date (by the cell's number format):
/// "2023-05-18", "2023-05-18T09:30:00" or "09:30:00". Error: "#N/A", "#REF!" …
/// A formula is its last computed value.
struct Cell {
    std::size_t column = 0; ///< 1 is A
    CellKind kind = CellKind::Blank;
    std::string text;
};

/// A row that holds something; blank ones are not kept.
struct Row {
    std::size_t number = 0; ///< 1 is the first, as the table program counts
    bool hidden = false;
    std::vector<Cell> cells; ///< by column, blank ones not kept
};

/// A merged range, corners included, counted from 1.
struct Range {
    std::size_t top = 0, left = 0, bottom = 0, right = 0;
};

/// One sheet of a workbook, or a .csv file (kind Text or Blank only).
struct Table {
    std::string name;
    bool hidden = false;
    std::vector<Row> rows; ///< by number
    std::vector<Range> merged;

    /// A blank cell where there is none. A merged range's value is in its top left cell only.
    [[nodiscard]] Cell const& cell(std::size_t row, std::size_t column) const;
    /// The same, but the whole of a merged range shows its value.
    [[nodiscard]] Cell const& mergedCell(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::size_t lastRow() const; ///< 0 for an empty table
    [[nodiscard]] std::size_t lastColumn() const;
};

struct Workbook {
    std::vector<Table> tables; ///< in the order of the tabs, hidden ones too
    /// By exact name, then without regard to ASCII case; nullptr where there is none.
    [[nodiscard]] Table const* find(std::string_view name) const;
};

/// What a hostile file may cost at most.
struct ReadLimits {
    std::size_t fileBytes = 64U << 20U;
    std::size_t totalBytes = 128U << 20U; ///< all parts read, unpacked
    std::size_t sheets = 1'000;
    std::size_t elements = 5'000'000;   ///< of XML, blank rows and cells included
    std::size_t cells = 600'000;        ///< that hold something, all sheets
    std::size_t textBytes = 64U << 20U; ///< of all cells, and of all shared strings
};

/// Reads an .xlsx (ISO/IEC 29500-1, transitional and strict). `where` names the file in messages.
/// Invalid: no .xlsx, damaged, over a limit; an old .xls, an encrypted workbook and an .ods are told
/// apart, with what to do.
[[nodiscard]] base::Result<Workbook> readXlsx(std::string_view bytes, std::string_view where,
                                              ReadLimits const& limits = {});
[[nodiscard]] base::Result<Workbook> readXlsxFile(std::filesystem::path const& path,
                                                  ReadLimits const& limits = {});

/// "B12"
[[nodiscard]] std::string cellName(std::size_t row, std::size_t column);
/// "B"
[[nodiscard]] std::string columnName(std::size_t column);
/// "form.xlsx survey!B12": for Error::where.
[[nodiscard]] std::string cellWhere(std::string_view file, Table const& table, std::size_t row,
                                    std::size_t column);

} // namespace huibiao::sheet
