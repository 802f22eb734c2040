#pragma once

#include "sheet/internal/xlsx_parts.h"
#include "sheet/write_xlsx.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::sheet::internal {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// A new file in the folder (empty: the system's) that has no name and goes when it is closed.
[[nodiscard]] base::Result<File> unnamedFile(std::filesystem::path const& folder);

/// One sheet as it grows, in a file of its own. The first rows wait in memory until they have said how wide
/// the columns are, which stands before all rows.
class SheetPart {
public:
    SheetPart(std::string name, File file, std::filesystem::path folder, bool first);

    [[nodiscard]] base::Result<void> headings(std::vector<std::string> const& headings);
    /// Invalid past what a sheet holds; Full, Io.
    [[nodiscard]] base::Result<void> row(std::vector<Value> const& values);
    /// The whole part, ready to be read from its beginning.
    [[nodiscard]] base::Result<File> finish();
    [[nodiscard]] std::string const& name() const { return m_name; }
    [[nodiscard]] SheetEntry entry() const;

private:
    void text(std::size_t column, std::string_view raw, Style style);
    void number(std::size_t column, std::string_view digits, Style style);
    void date(std::size_t column, DateCell const& day);
    void value(std::size_t column, Value const& value);
    void open(std::size_t column, Style style);
    void widen(std::size_t column, double width);
    [[nodiscard]] base::Result<void> endRow();
    [[nodiscard]] base::Result<void> write(std::string_view text);
    [[nodiscard]] base::Result<void> writeHead();

    std::string m_name;
    File m_file;
    std::filesystem::path m_folder;
    bool m_first;
    bool m_headWritten = false;
    std::size_t m_headings = 0;
    std::size_t m_rows = 0;
    std::vector<double> m_widths;
    std::vector<std::string> m_columns; ///< their names
    std::string m_cells;                ///< of the row in the making
    std::string m_waiting;              ///< rows before the head is written
};

} // namespace huibiao::sheet::internal
