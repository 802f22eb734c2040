#pragma once

#include "plan/internal/row.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace huibiao::plan {

/// The lines of one row, from its 序号 to where it is complete, and those between it and the next one.
struct Block {
    int number = 0;
    std::size_t after = 0; ///< where the 序号 ends in the first line
    std::vector<Line const*> lines;
    RowReading reading;
    std::vector<Line const*> strays; ///< belong to this row, to the next one, or to none
};

struct Blocks {
    std::vector<Block> rows;
    std::vector<Line const*> before; ///< inside the table, before its first row
    std::vector<Line const*> lost;   ///< look like rows, but lie outside any table
    Columns columns;                 ///< of the last row of headings that had tabs
};

/// Finds the rows. Every line is in one of the lists or is none of a table's.
[[nodiscard]] Blocks findBlocks(std::vector<Line> const& lines);

} // namespace huibiao::plan
