#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::figures {

struct ChoiceCount {
    std::string label;
    std::size_t people =
        0; ///< who chose it; for several choices also its votes; in a ranking: who put it first
    bool unknown = false;   ///< a value that this version of the form does not offer
    std::size_t placed = 0; ///< in a ranking: who gave it a place
    std::size_t places = 0; ///< the sum of these, 1 the first
};

/// How many numbers or days lie in one stretch.
struct Stretch {
    std::string label; ///< "18–25", "2023-05-18"
    std::size_t count = 0;
};

/// One question in figures. Shares are people / base; with several choices people / votes as well:
/// the two differ, so both are given with their bases.
struct QuestionFigures {
    enum class Kind {
        OneChoice,
        SeveralChoices,
        Ranking,
        Number,
        Moment, ///< a date, a time or both
        Texts,
        Filled ///< a picture, a signature …: only how many gave one
    };
    Kind kind = Kind::OneChoice;
    std::string heading{};
    std::string path{};
    bool asked = true;     ///< false: the form worked it out by itself
    bool repeated = false; ///< a part that one person may fill several times: `base` counts those
    std::size_t base = 0;  ///< people who answered it; who was not asked it or passed it is not among them
    std::size_t votes = 0; ///< marks made by all of them
    std::vector<ChoiceCount> choices{};  ///< in the order of the form, unknown ones last
    double sum = 0, least = 0, most = 0; ///< of a number; of no meaning while base is 0
    std::string first{}, last{};         ///< of a moment, as answered: "2023-05-18", "09:30"
    std::vector<Stretch> stretches{};    ///< of a number or moment; empty where they are too many
    std::vector<std::string> texts{};    ///< the newest first, as they were written; at most MostTexts
    bool withheld = false;               ///< texts that name people: how many, and no more
};

/// Texts of one question that are held; the tables have them all.
inline constexpr std::size_t MostTexts = 200;

/// One form in figures.
struct Summary {
    std::string title; ///< of the form
    std::size_t submissions = 0;
    std::string first, last; ///< submissions, local time, ISO 8601; empty where not known
    std::vector<QuestionFigures> questions;
};

/// All forms of an event in figures.
struct EventSummary {
    std::vector<Summary> forms;     ///< those that nobody filled are there too
    std::vector<std::string> notes; ///< what is not counted, in words; empty when all is
    std::size_t submissions = 0;    ///< counted
    std::size_t shut = 0;           ///< sealed, and not opened
};

} // namespace huibiao::figures
