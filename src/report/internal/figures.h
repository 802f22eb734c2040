#pragma once

#include "figures/figures.h"
#include "report/internal/columns.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::report::internal {

/// Counts one question while the rows go by.
class Figures {
public:
    /// False for a question of which there is nothing to count: of another version, hidden texts.
    [[nodiscard]] static bool has(Question const& question);
    /// `row` is another for each row. A second answer to the same question in one row (an older version's
    /// repeat) is that of the same person.
    void count(Question const& question, std::string_view answer, std::uint64_t row);
    [[nodiscard]] figures::QuestionFigures result(Question const& question, base::Language words) const;

private:
    /// Different numbers or days that are told apart; with more there is no distribution.
    static constexpr std::size_t MostDifferent = 4096;

    void countNumber(std::string_view answer);
    void countChoices(Question const& question, std::string_view answer, bool again);
    void countMoment(std::string_view answer);
    void countText(std::string_view answer);
    void addChoices(Question const& question, base::Language words, figures::QuestionFigures& out) const;

    struct Tally {
        std::size_t people = 0;
        std::size_t placed = 0, places = 0;
    };
    std::size_t m_base = 0;
    std::size_t m_votes = 0;
    std::uint64_t m_row = 0;
    std::vector<std::string> m_chosen;                  ///< in m_row
    std::map<std::string, Tally, std::less<>> m_people; ///< by value
    double m_sum = 0, m_least = 0, m_most = 0;
    std::map<double, std::size_t> m_numbers;
    std::map<std::string, std::size_t, std::less<>> m_moments; ///< by day, or by hour
    std::string m_first, m_last;
    bool m_tooMany = false;
    std::deque<std::string> m_texts; ///< the newest first
};

/// Stretches of about equal length between round numbers; each number alone where there are few.
[[nodiscard]] std::vector<figures::Stretch> stretchesOf(std::map<double, std::size_t> const& numbers);
/// Of days ("2023-05-18"): by day, month or year, whichever are few enough; of hours ("09"): each.
[[nodiscard]] std::vector<figures::Stretch>
stretchesOf(std::map<std::string, std::size_t, std::less<>> const& moments, base::Language words);

} // namespace huibiao::report::internal
