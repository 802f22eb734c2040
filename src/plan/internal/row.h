#pragma once

#include "base/result.h"
#include "plan/internal/fields.h"
#include "plan/internal/lines.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace huibiao::plan {

/// The cells of a row, read. `theme` and `unit` still hold the line breaks (\n) and blanks of the text.
struct Cells {
    std::u32string theme;
    std::vector<std::string> forms;
    std::u32string unit;
    Time time;
    bool tabbed = false; ///< the cells were parted by tabs
};

/// Either the cells, or why there are none.
struct RowReading {
    std::optional<Cells> cells;
    base::Words reason;
};

/// Reads a row out of its lines; the first begins with the 序号, which ends at `after`. With tabs enough for
/// all columns they part the cells; otherwise the time is the end, the unit stands before it, the
/// forms before that, and the rest is the theme, which may be empty.
[[nodiscard]] RowReading readRow(std::span<Line const* const> lines, std::size_t after,
                                 Columns const& columns);

/// A line that a row must have been: it ends in a time and names a form, or has all the tabs.
[[nodiscard]] bool seemsRow(std::u32string_view line);

/// A theme that must go on: an open bracket or quote, a comma at its end.
[[nodiscard]] bool unfinished(std::u32string_view theme);

/// A theme whose beginning is missing: a bracket or quote closes that none opened.
[[nodiscard]] bool unstarted(std::u32string_view theme);

[[nodiscard]] std::vector<std::u32string> splitTabs(std::u32string_view text);

} // namespace huibiao::plan
