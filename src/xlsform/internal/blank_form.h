#pragma once

#include "base/result.h"
#include "xlsform/internal/blank_lines.h"

#include <string>
#include <vector>

namespace huibiao::xlsform::internal {

/// One question as understood from the text.
struct Drafted {
    enum class Kind {
        Note,
        SectionBegin,
        SectionEnd,
        One,
        Many,
        Rank,
        Text,
        LongText,
        Integer,
        Decimal,
        Date
    };
    Kind kind = Kind::Text;
    std::size_t line = 0;
    std::string label;
    bool required = false;
    std::size_t atMost = 0, atLeast = 0; ///< of choices; 0: not said
    std::vector<OptionText> options;
    bool lines = false; ///< empty lines to write on follow
};

struct Draft {
    std::string title;
    std::vector<Drafted> rows;
    bool chinese = false;
};

/// Understands the lines; what it does not is told of with the line's number.
[[nodiscard]] Draft understand(std::vector<Line> const& lines, std::string const& file,
                               base::Findings& findings);

} // namespace huibiao::xlsform::internal
