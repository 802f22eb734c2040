#include "weights.h"

#include "base/utf8.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace {

/// A word the language model does not know.
constexpr double Unknown = 1e-9;
/// A word the model knows and the dictionary does not gets a reading only where each character is read in
/// one way this much of the time.
constexpr double Sure = 0.95;
/// A reading of a character that is rarer than this is no way to type a name with it.
constexpr double RareReading = 0.004;
/// A word that our own lists name is so much likelier here than elsewhere.
constexpr double OwnFactor = 3;
constexpr double Million = 1e6;

using Readings = std::map<std::string, double>;

double most(Readings const& readings) {
    double highest = 0;
    for (auto const& [reading, frequency] : readings) highest = std::max(highest, frequency);
    return highest;
}

/// The readings of the longest known words a text is made of.
class Speller {
public:
    explicit Speller(std::map<std::string, Readings> const& words) : m_words(words) {}

    [[nodiscard]] std::string reading(std::string const& text) const {
        std::u32string const points = huibiao::base::decode(text);
        struct Best {
            std::size_t pieces = SIZE_MAX;
            double frequency = 0;
            std::string reading{};
        };
        std::vector<Best> best(points.size() + 1);
        best[0].pieces = 0;
        for (std::size_t from = 0; from < points.size(); ++from) {
            if (best[from].pieces == SIZE_MAX) continue;
            for (std::size_t to = from + 1; to <= points.size(); ++to) {
                auto const piece = plain(huibiao::base::encode(points.substr(from, to - from)));
                if (piece.second.empty()) continue;
                Best const made{best[from].pieces + 1, best[from].frequency + std::log(piece.first),
                                best[from].reading + (from == 0 ? "" : " ") + piece.second};
                if (std::pair(made.pieces, -made.frequency) < std::pair(best[to].pieces, -best[to].frequency))
                    best[to] = made;
            }
        }
        return best.back().reading; // empty: there is a choice
    }

private:
    [[nodiscard]] std::pair<double, std::string> plain(std::string const& word) const {
        auto const found = m_words.find(word);
        if (found == m_words.end()) return {};
        double sum = 0;
        for (auto const& [reading, frequency] : found->second) sum += frequency;
        for (auto const& [reading, frequency] : found->second)
            if (frequency >= Sure * sum) return {frequency, reading};
        return {};
    }
    std::map<std::string, Readings> const& m_words;
};

} // namespace

Weighted weigh(std::vector<Entry> const& dictionary, OpenGram const& gram, std::vector<Entry> const& own) {
    std::map<std::string, Readings> counted;
    double total = 0;
    for (Entry const& entry : dictionary) {
        double& frequency = counted[entry.word][entry.reading];
        frequency = std::max(frequency, entry.frequency + 1);
        total += entry.frequency;
    }
    auto const inGram = [&](std::string const& word) {
        auto const found = gram.numbers.find(word);
        if (found == gram.numbers.end()) return 0.0;
        auto const known = gram.words.find(found->second);
        return known == gram.words.end() ? 0.0 : known->second.probability;
    };

    std::map<std::string, Readings> weighted;
    for (auto const& [word, readings] : counted) {
        double const highest = most(readings);
        double const other = std::max(inGram(word), Unknown);
        for (auto const& [reading, frequency] : readings)
            weighted[word][reading] = std::sqrt(other * frequency / total) * frequency / highest;
    }

    Weighted all;
    std::map<std::string, std::string> sure;
    for (auto const& [word, readings] : counted) {
        if (huibiao::base::decode(word).size() != 1) continue;
        double sum = 0;
        std::vector<std::pair<double, std::string>> usual;
        for (auto const& [reading, frequency] : readings) sum += frequency;
        for (auto const& [reading, frequency] : readings)
            if (frequency >= sum * RareReading) usual.emplace_back(-frequency, reading);
        std::sort(usual.begin(), usual.end());
        for (auto const& [frequency, reading] : usual) all.readings[word].push_back(reading);
        if (-usual.front().first >= Sure * sum) sure[word] = usual.front().second;
    }

    for (auto const& [word, number] : gram.numbers) {
        auto const points = huibiao::base::decode(word);
        if (counted.contains(word) || points.size() < 2) continue;
        std::string reading;
        for (char32_t const point : points) {
            auto const found = sure.find(huibiao::base::encode(point));
            if (found == sure.end()) {
                reading.clear();
                break;
            }
            reading += (reading.empty() ? "" : " ") + found->second;
        }
        double const probability = inGram(word);
        if (!reading.empty() && probability > 0) weighted[word][reading] = probability;
    }

    Speller const speller(counted);
    std::string unclear;
    for (Entry const& entry : own) {
        std::string const reading = entry.reading.empty() ? speller.reading(entry.word) : entry.reading;
        if (reading.empty()) unclear += " " + entry.word;
        double& probability = weighted[entry.word][reading];
        probability = OwnFactor * probability + entry.frequency / Million;
    }

    if (!unclear.empty())
        throw std::runtime_error("these need their readings, written word/du'yin:" + unclear);
    for (auto const& [word, readings] : weighted) {
        all.probability[word] = most(readings);
        for (auto const& [reading, probability] : readings)
            all.entries.push_back({word, reading, probability});
    }
    return all;
}
