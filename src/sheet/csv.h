#pragma once

#include "base/result.h"
#include "sheet/workbook.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::sheet {

struct CsvOptions {
    char separator = '\0'; ///< '\0': found from the first lines among , ; and tab
    std::size_t fileBytes = 64U << 20U;
    std::size_t cells = 4'000'000;
};

/// Reads comma-separated text (RFC 4180; LF, CRLF or CR; quoted line breaks; quotes doubled). UTF-8
/// with or without BOM, UTF-16 with BOM, else GB18030 (what WPS and Excel save in China). Row
/// numbers count records, as a table program shows them; cells keep their blanks at both ends.
/// Invalid: a quote that is never closed (with the line it opened on), no known encoding, a limit.
[[nodiscard]] base::Result<Table> readCsv(std::string_view bytes, std::string_view where,
                                          CsvOptions const& options = {});
[[nodiscard]] base::Result<Table> readCsvFile(std::filesystem::path const& path,
                                              CsvOptions const& options = {});

/// The bytes of a text file as UTF-8 without BOM, by the same rules as readCsv.
[[nodiscard]] base::Result<std::string> decodeText(std::string_view bytes, std::string_view where);

/// Begins a file that Excel and WPS open as UTF-8.
inline constexpr std::string_view csvBom = "\xEF\xBB\xBF";

/// A cell's text as it stands there: one that a table program would run as a formula (begins with
/// = + - @, tab or CR, or their full-width forms) gets an apostrophe before it (OWASP, CSV
/// injection); numbers such as -3.5 or +2 stay as they are.
[[nodiscard]] std::string csvText(std::string_view cell);

/// Appends one record with CRLF, each cell as csvText() gives it, in quotes where need be.
void appendCsvRow(std::string& out, std::vector<std::string> const& cells);

} // namespace huibiao::sheet
