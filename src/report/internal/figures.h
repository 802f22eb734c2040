#pragma once

#include "report/internal/columns.h"
#include "report/summary.h"

#include <map>
#include <string_view>

namespace huibiao::report::internal {

/// Counts one question while the rows go by.
class Figures {
public:
    /// False for a question that has no figures (free text, dates …).
    [[nodiscard]] static bool has(Question const& question);
    void count(Question const& question, std::string_view answer);
    [[nodiscard]] QuestionFigures result(Question const& question) const;

private:
    std::size_t m_base = 0;
    std::size_t m_votes = 0;
    std::map<std::string, std::size_t, std::less<>> m_people; ///< by value
    double m_sum = 0, m_least = 0, m_most = 0;
};

} // namespace huibiao::report::internal
