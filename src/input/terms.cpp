#include "input/internal/terms.h"

#include "base/file.h"
#include "base/utf8.h"
#include "input/internal/syllable.h"

#include <algorithm>
#include <set>

namespace huibiao::input::internal {

namespace {

constexpr std::size_t LeastWithin = 3;

/// Where reading of the keys may stand after each further syllable; false: not only spelt out ones.
using Ends = std::set<std::pair<std::size_t, bool>>;

std::size_t pastMarks(std::string_view keys, std::size_t at) {
    while (at < keys.size() && keys[at] == '\'') ++at;
    return at;
}

void step(Ends& to, std::string_view keys, std::size_t from, bool full, std::string const& typed) {
    if (keys.substr(from).starts_with(typed)) to.emplace(pastMarks(keys, from + typed.size()), full);
}

/// All places at which the term, begun at `from`, may end. With `shortened`, syllables may be their
/// initials, and the last one any beginning of it.
Ends endsOf(std::vector<Terms::Syllable> const& syllables, std::string_view keys, std::size_t from,
            bool shortened) {
    Ends ends{{from, true}};
    for (std::size_t i = 0; i < syllables.size() && !ends.empty(); ++i) {
        Ends next;
        for (auto const& [at, full] : ends) {
            for (std::string const& one : syllables[i].full) step(next, keys, at, full, one);
            if (!shortened) continue;
            for (std::string const& one : syllables[i].initials) step(next, keys, at, false, one);
            std::string_view const rest = keys.substr(at);
            if (i + 1 < syllables.size() || rest.empty()) continue;
            for (std::string const& one : syllables[i].full)
                if (one.size() > rest.size() && one.starts_with(rest)) next.emplace(keys.size(), false);
        }
        ends = std::move(next);
    }
    return ends;
}

/// All ways to type a character.
Terms::Syllable syllableOf(std::vector<std::string> const& readings, Options const& options) {
    Terms::Syllable made;
    for (std::string const& reading : readings) {
        auto const full = spellings(reading, options);
        auto const heads = initials(reading, options);
        made.full.insert(made.full.end(), full.begin(), full.end());
        made.initials.insert(made.initials.end(), heads.begin(), heads.end());
    }
    return made;
}

} // namespace

base::Result<Readings> readReadings(fs::path const& path) {
    auto const text = base::readFile(path);
    if (!text) return base::pass(text);
    Readings readings;
    for (std::string const& line : base::split(*text, '\n')) {
        std::size_t const tab = line.find('\t');
        if (tab != std::string::npos) readings[line.substr(0, tab)] = base::split(line.substr(tab + 1), ' ');
    }
    return readings;
}

Terms::Terms(std::vector<std::string> const& terms, Readings const& readings, Options const& options) {
    std::set<std::string> seen;
    for (std::string const& text : terms) {
        Term term{text, {}};
        for (char32_t const point : base::decode(text)) {
            auto const found = readings.find(base::encode(point));
            if (found == readings.end()) {
                term.syllables.clear();
                break;
            }
            term.syllables.push_back(syllableOf(found->second, options));
        }
        if (term.syllables.size() > 1 && seen.insert(text).second) m_terms.push_back(std::move(term));
    }
}

std::vector<Terms::Match> Terms::whole(std::string_view keys) const {
    std::vector<Match> matches;
    for (Term const& term : m_terms) {
        Ends const ends = endsOf(term.syllables, keys, 0, true);
        bool const full = ends.contains({keys.size(), true});
        if (full || ends.contains({keys.size(), false}))
            matches.push_back({term.text, 0, keys.size(), term.syllables.size(), full});
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](Match const& a, Match const& b) { return a.full && !b.full; });
    return matches;
}

std::vector<Terms::Match> Terms::heading(std::string_view keys) const {
    std::vector<Match> matches;
    for (Term const& term : m_terms)
        if (Ends const ends = endsOf(term.syllables, keys, 0, false); !ends.empty())
            matches.push_back({term.text, 0, ends.rbegin()->first, term.syllables.size(), true});
    std::stable_sort(matches.begin(), matches.end(),
                     [](Match const& a, Match const& b) { return a.to > b.to; });
    return matches;
}

std::optional<Terms::Match> Terms::within(std::string_view keys) const {
    std::optional<Match> longest;
    for (std::size_t from = 0; from < keys.size(); ++from) {
        if (keys[from] == '\'') continue;
        for (Match match : heading(keys.substr(from))) {
            if (match.syllables < LeastWithin || (longest && longest->to - longest->from >= match.to))
                continue;
            match.to += from;
            match.from = from;
            longest = std::move(match);
        }
    }
    return longest;
}

} // namespace huibiao::input::internal
