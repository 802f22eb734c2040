#pragma once

#include "base/result.h"
#include "sheet/write_xlsx.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::report {

struct ChoiceCount {
    std::string label;
    std::size_t people = 0; ///< who chose it; for several choices also its votes
    bool unknown = false;   ///< a value that this version of the form does not offer
};

/// One question in figures. Shares are people / base; with several choices people / votes as well:
/// the two differ, so both are given with their bases.
struct QuestionFigures {
    enum class Kind { OneChoice, SeveralChoices, Number };
    Kind kind = Kind::OneChoice;
    std::string heading;
    std::string path;
    std::size_t base = 0;  ///< people who answered it
    std::size_t votes = 0; ///< marks made by all of them
    std::vector<ChoiceCount> choices;
    double sum = 0, least = 0, most = 0; ///< of a number; of no meaning while base is 0
};

struct Summary {
    std::size_t submissions = 0;
    std::vector<QuestionFigures> questions;
};

/// 汇总: a row for each choice, and for numbers mean, least and most.
[[nodiscard]] sheet::NewSheet summarySheet(Summary const& summary, base::Language words);

} // namespace huibiao::report
