#include "input/internal/typist.h"

#include <algorithm>
#include <map>
#include <utility>

namespace huibiao::input::internal {

namespace {

/// Initials alone say little: with fewer keys than this, a term stands behind the best word.
constexpr std::size_t TellingInitials = 3;
/// Pieces looked at to put further lines together.
constexpr std::size_t MostPieces = 120;
/// Of one length no more than these: another way to cut the line says more than a rarer character.
constexpr std::size_t MostOfOneLength = 6;

std::string withoutMarks(std::string_view keys) {
    keys.remove_prefix(std::min(keys.find_first_not_of('\''), keys.size()));
    return std::string(keys);
}

/// Keys up to and with the marks behind them.
std::size_t withMarks(std::string const& keys, std::size_t count) {
    while (count < keys.size() && keys[count] == '\'') ++count;
    return count;
}

void add(std::vector<Candidate>& all, std::string const& text, std::size_t keys) {
    if (text.empty()) return;
    bool const known = std::any_of(
        all.begin(), all.end(), [&](Candidate const& one) { return one.text == text && one.keys == keys; });
    if (!known) all.push_back({text, keys});
}

} // namespace

void Core::setTerms(std::vector<std::string> const& terms) {
    for (Keys const keys : {Keys::Letters, Keys::Nine})
        for (bool const fuzzy : {false, true}) {
            Options const options{keys, fuzzy};
            m_terms.at(place(options)) = Terms(terms, m_readings, options);
        }
}

std::string Typist::best(std::string const& keys) {
    for (Reading const& reading : m_conversation->read(keys, 1))
        if (withMarks(keys, reading.keys) == keys.size()) return reading.text;
    return {};
}

std::string Typist::around(std::string const& keys) {
    auto const term = m_core->terms(m_options).within(keys);
    if (!term || (term->from == 0 && term->to == keys.size())) return {};
    std::string const before = keys.substr(0, term->from);
    std::string const behind = keys.substr(term->to);
    std::string const head = best(before);
    std::string const tail = best(behind);
    if ((head.empty() && !before.empty()) || (tail.empty() && !behind.empty())) return {};
    return head + term->text + tail;
}

Typist::Found Typist::find(std::string const& keys, std::size_t most) {
    Found found;
    std::vector<Candidate> late;
    for (Terms::Match const& match : m_core->terms(m_options).whole(keys))
        add(match.full || keys.size() >= TellingInitials ? found.whole : late, match.text, keys.size());
    add(found.whole, around(keys), keys.size());
    bool first = true;
    for (Reading& reading : m_conversation->read(keys, most)) {
        reading.keys = withMarks(keys, reading.keys);
        if (reading.keys < keys.size()) {
            found.parts.push_back(std::move(reading));
            continue;
        }
        add(found.whole, reading.text, keys.size());
        if (std::exchange(first, false))
            for (Candidate const& one : late) add(found.whole, one.text, one.keys);
    }
    for (Candidate const& one : late) add(found.whole, one.text, one.keys);
    return found;
}

std::vector<Candidate> Typist::candidates(std::string const& keys, std::size_t most) {
    if (keys.empty()) return {};
    Found found = find(keys, most);
    std::vector<Candidate> all = std::move(found.whole);
    for (Terms::Match const& match : m_core->terms(m_options).heading(keys)) add(all, match.text, match.to);
    for (Reading const& part : found.parts) add(all, part.text, part.keys);
    if (all.size() > most) all.resize(most);
    return all;
}

std::vector<std::string> Typist::lines(std::string const& typed, std::size_t most) {
    std::string const keys = withoutMarks(typed);
    std::vector<std::string> all;
    if (keys.empty()) return all;
    Found const found = find(keys, std::max(most, MostPieces));
    for (Candidate const& one : found.whole)
        if (std::find(all.begin(), all.end(), one.text) == all.end()) all.push_back(one.text);
    std::map<std::size_t, std::string> rests;
    std::map<std::size_t, std::size_t> taken;
    for (Reading const& part : found.parts) {
        if (all.size() >= most) break;
        if (++taken[part.keys] > MostOfOneLength) continue;
        auto const [rest, fresh] = rests.try_emplace(part.keys);
        if (fresh) rest->second = best(keys.substr(part.keys));
        std::string const line = part.text + rest->second;
        if (!rest->second.empty() && std::find(all.begin(), all.end(), line) == all.end())
            all.push_back(line);
    }
    if (all.size() > most) all.resize(most);
    return all;
}

std::string Typist::spaced(std::string const& keys) {
    auto const readings = m_conversation->read(keys, 1);
    if (readings.empty()) return keys;
    Reading const& first = readings.front();
    std::string const& shown =
        m_options.keys == Keys::Nine && !first.letters.empty() ? first.letters : first.typed;
    std::string const rest = keys.substr(first.keys);
    if (shown.empty()) return keys;
    return rest.empty() ? shown : shown + " " + rest;
}

} // namespace huibiao::input::internal
