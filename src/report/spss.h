#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::report {

/// A column of a table's .csv, as a statistics program has to be told of it.
struct SpssColumn {
    enum class Kind {
        Text,
        Whole,
        Decimal,
        Date,     ///< 2023-05-18
        DateTime, ///< 2023-05-18 09:30:00
        Choice,   ///< the .csv has the label of one of `choices`
        Mark,     ///< 1 or 0: this choice of several
        Place     ///< of this choice in a ranking
    };
    std::string field; ///< "visit/age"; its names become the variable's
    std::string value; ///< Mark and Place: the choice's
    std::string label;
    Kind kind = Kind::Text;
    std::size_t bytes = 1;                                    ///< of the longest text in the .csv
    std::vector<std::pair<std::string, std::string>> choices; ///< value, label
};

/// An SPSS syntax file (.sps; UTF-8 with BOM, for SPSS 24 and later and for GNU PSPP) that reads the .csv and
/// says what its columns mean. The .csv must have no line break inside a cell.
///
/// The .csv shows choices by their labels. Whoever counts and compares expects numbers with value labels, so
/// each question of one choice is read as text and recoded: to the form's own values where all of them are
/// whole numbers, else to 1, 2, 3 … in the form's order. An answer that is none of the choices (of another
/// version of the form) becomes 99 (or 999 …, above all codes), declared missing; no answer is
/// system-missing. Of two choices with one label the first stands for both, as the .csv cannot tell them
/// apart. Columns of several choices are 0 and 1, and one multiple response set together.
///
/// Names: the field's, with its groups' where two would be equal; ASCII only, since not every program that
/// reads a .sav takes others; a name without any becomes v3, after the column's number. SPSS, Command Syntax
/// Reference: names of at most 64 bytes, variable labels of 255 and value labels of 120, cut at a character.
[[nodiscard]] std::string spssSyntax(std::vector<SpssColumn> const& columns, std::string_view csvFile,
                                     base::Language words);

} // namespace huibiao::report
