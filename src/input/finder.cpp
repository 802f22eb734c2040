#include "input/finder.h"

#include "base/utf8.h"
#include "input/internal/syllable.h"

#include <algorithm>
#include <bitset>

namespace huibiao::input {

namespace {

bool isAlnum(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= U'0' && point <= U'9');
}

/// What is neither letter, digit nor a character that is written by itself.
bool isMark(char32_t point) {
    return point < 0x80 ? !isAlnum(point) : !base::isHan(point) && (point < 0xC0 || point >= 0x2000);
}

} // namespace

/// One query against one label.
struct Finder::Walk {
    Finder const& finder;
    std::vector<Unit> const& units;
    std::string_view query;
    std::bitset<128>& next;
    int best = 2; ///< 0: as it is spelt, 1: with the accent, 2: not at all

    /// The query from `at` on against the units from `unit` on.
    void go(std::size_t unit, std::size_t at, bool accent) {
        if (at == query.size()) best = std::min(best, accent ? 1 : 0);
        if (unit == units.size()) return;
        std::string_view const rest = query.substr(at);
        for (Way const& way : finder.m_signs[units[unit].sign]) {
            std::string_view const typed = way.typed;
            if (typed.starts_with(rest) && typed.size() > rest.size()) {
                // The query ends within it: a beginning is enough, but for a character written by itself.
                best = std::min(best, accent || way.accent ? 1 : 0);
                auto const following = static_cast<unsigned char>(typed[rest.size()]);
                if (following < 128) next.set(following);
            } else if (rest.starts_with(typed)) {
                go(unit + 1, at + typed.size(), accent || way.accent);
            }
        }
        // From within a Latin word to the next one.
        if (unit == 0 || !units[unit].latin || units[unit].head || !units[unit - 1].latin) return;
        while (unit < units.size() && units[unit].latin && !units[unit].head) ++unit;
        if (unit < units.size()) go(unit, at, accent);
    }
};

std::uint32_t Finder::signOf(std::string const& character, Readings const& readings) {
    auto const [known, fresh] = m_known.emplace(character, static_cast<std::uint32_t>(m_signs.size()));
    if (!fresh) return known->second;
    std::vector<Way> ways{{character, false}};
    auto const add = [&](std::vector<std::string> const& all, bool accent) {
        for (std::string const& typed : all)
            if (std::none_of(ways.begin(), ways.end(), [&](Way const& way) { return way.typed == typed; }))
                ways.push_back({typed, accent});
    };
    if (auto const read = readings.find(character); read != readings.end())
        for (bool const accent : {false, true})
            for (std::string const& reading : read->second) {
                Options const options{Keys::Letters, accent};
                add(internal::initials(reading, options), accent);
                add(internal::spellings(reading, options), accent);
            }
    m_signs.push_back(std::move(ways));
    return known->second;
}

Finder::Finder(std::vector<std::string> const& labels, Readings const& readings) {
    m_labels.reserve(labels.size());
    for (std::string const& label : labels) {
        std::vector<Unit> units;
        bool inWord = false;
        for (char32_t const point : base::decode(base::lowerAscii(label))) {
            if (isMark(point)) {
                inWord = false;
                continue;
            }
            bool const latin = isAlnum(point);
            units.push_back({signOf(base::encode(point), readings), !latin || !inWord, latin});
            inWord = latin;
        }
        m_labels.push_back(std::move(units));
    }
}

Finder::Found Finder::find(std::string_view asked) const {
    std::string const query = base::lowerAscii(std::string(asked.substr(0, MostKeys)));
    std::bitset<128> next;
    // By begin or within, as spelt or with the accent.
    std::vector<std::size_t> ranks[4];
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        std::vector<Unit> const& units = m_labels[i];
        int rank = units.empty() && query.empty() ? 0 : 4;
        for (std::size_t from = 0; from < units.size(); ++from) {
            if (!units[from].head) continue;
            Walk walk{*this, units, query, next};
            walk.go(from, 0, false);
            if (walk.best < 2) rank = std::min(rank, 2 * walk.best + (from > 0 ? 1 : 0));
        }
        if (rank < 4) ranks[rank].push_back(i);
    }
    Found found;
    for (auto const& rank : ranks) found.labels.insert(found.labels.end(), rank.begin(), rank.end());
    for (char letter = '0'; letter <= 'z'; ++letter)
        if (next.test(static_cast<std::size_t>(letter))) found.next += letter;
    return found;
}

} // namespace huibiao::input
