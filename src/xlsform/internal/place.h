#pragma once

#include "base/result.h"
#include "sheet/workbook.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xlsform::internal {

/// Where the author wrote something. Row and column count from 1; 0 means the whole sheet or row.
struct Place {
    sheet::Table const* table = nullptr; ///< nullptr: the workbook as a whole
    std::size_t row = 0;
    std::size_t column = 0;
    std::string heading; ///< the column's heading as written
};

/// A text from a cell, or one made up on behalf of a cell.
struct Source {
    std::string text;
    Place place;
    [[nodiscard]] bool empty() const { return text.empty(); }
};

/// A text for people, in one form for all languages or one for each.
struct LocalText {
    bool localized = false;
    std::vector<std::pair<std::string, Source>> texts; ///< language; a single "" when not localized
    [[nodiscard]] bool empty() const { return texts.empty(); }
    /// The first of them; empty when there is none.
    [[nodiscard]] std::string first() const {
        return texts.empty() ? std::string() : texts.front().second.text;
    }
};

/// Gathers what is wrong, every message in both languages, with sheet, row and column said first.
class Faults {
public:
    /// `file` begins each Error::where; may be empty.
    Faults(base::Findings& findings, std::string file) : m_findings(findings), m_file(std::move(file)) {}

    void error(Place const& place, base::Words words) { add(place, std::move(words), false); }
    void warn(Place const& place, base::Words words) { add(place, std::move(words), true); }
    [[nodiscard]] std::size_t errors() const { return m_errors; }
    /// The nearest of `names` to a mistyped one, without regard to case; empty when none is near. A file with
    /// hundreds of unknown names is no slip of the hand, so after some hundred guesses there are no more.
    [[nodiscard]] std::string nearest(std::string_view wrong, std::vector<std::string> const& names);
    /// By sheet as the workbook has them, then by row; those of the whole first.
    void sort(sheet::Workbook const& book);

private:
    void add(Place const& place, base::Words words, bool warning);

    base::Findings& m_findings;
    std::string m_file;
    std::size_t m_errors = 0;
    std::size_t m_guesses = 0;
    std::vector<Place> m_places; ///< of m_findings from m_first on
    std::set<std::string> m_seen;
    std::size_t m_first = m_findings.size();
};

} // namespace huibiao::xlsform::internal
