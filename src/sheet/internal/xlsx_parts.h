#pragma once

#include "sheet/write_xlsx.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::sheet::internal {

/// The cell formats of styles.xml, by their index there.
enum class Style { Plain, Heading, Date, DateTime, Percent };

/// "A", "Z", "AA" … from 0.
[[nodiscard]] std::string columnName(std::size_t column);

/// With & < > as entities: fit for text, and without quotes for attributes.
void appendEscaped(std::string& out, std::string_view text);

struct SheetEntry {
    std::string name;
    std::string filter; ///< "$A$1:$C$20", empty for none
};

/// Every part but the sheets themselves, name and text; the sheets are xl/worksheets/sheet1.xml and so on.
/// Source: ECMA-376, parts 1 (SpreadsheetML) and 2 (packages).
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
fixedParts(std::vector<SheetEntry> const& sheets, XlsxOptions const& options);

} // namespace huibiao::sheet::internal
