#pragma once

#include "input/input.h"

#include <map>
#include <optional>

namespace huibiao::input::internal {

/// Readings of the characters, the most usual first (readings.txt).
using Readings = Finder::Readings;
[[nodiscard]] base::Result<Readings> readReadings(fs::path const& path);

/// The names and words of an event, matched against keys of one kind.
class Terms {
public:
    /// How a term stands in the keys.
    struct Match {
        std::string text;
        std::size_t from = 0, to = 0; ///< of the keys
        std::size_t syllables = 0;
        bool full = false; ///< every syllable is spelt out; else some by their initial alone
    };

    Terms() = default;
    Terms(std::vector<std::string> const& terms, Readings const& readings, Options const& options);

    /// Those that all the keys stand for; spelt out ones first.
    [[nodiscard]] std::vector<Match> whole(std::string_view keys) const;
    /// Those that the first keys spell out; the longest first.
    [[nodiscard]] std::vector<Match> heading(std::string_view keys) const;
    /// The longest that is spelt out anywhere; of three syllables or more, as shorter ones are met by chance.
    [[nodiscard]] std::optional<Match> within(std::string_view keys) const;

    /// How one character may be typed, over all its readings.
    struct Syllable {
        std::vector<std::string> full;
        std::vector<std::string> initials;
    };

private:
    struct Term {
        std::string text;
        std::vector<Syllable> syllables;
    };
    std::vector<Term> m_terms;
};

} // namespace huibiao::input::internal
