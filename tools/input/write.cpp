#include "write.h"

#include "base/utf8.h"
#include "input/internal/pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace {

using huibiao::input::internal::PairsHead;

/// rime takes frequencies as parts of a hundred million.
constexpr double RimeWhole = 1e8;
/// Pairs that are hardly likelier than their words by themselves are left out.
constexpr double LeastGain = 0.3;
/// How much of the evidence that a clause ends here is believed.
constexpr double EndingShare = 0.5;

class Output {
public:
    explicit Output(std::filesystem::path const& path)
        : m_name(path.string()), m_file(path, std::ios::binary | std::ios::trunc) {}
    std::ofstream& file() { return m_file; }
    template <class T>
    void raw(std::vector<T> const& values) {
        m_file.write(reinterpret_cast<char const*>(values.data()),
                     static_cast<std::streamsize>(values.size() * sizeof(T)));
    }
    void finish() {
        m_file.close();
        if (!m_file) throw std::runtime_error(fmt::format("{}: cannot be written", m_name));
    }

private:
    std::string m_name;
    std::ofstream m_file;
};

/// How likely `mark` stands behind the word.
double behind(OpenGram const& gram, OpenGram::Word const& word, std::string const& mark) {
    std::uint32_t const number = gram.numbers.at(mark);
    for (auto const& follower : word.followers)
        if (follower.word == number) return follower.probability;
    return word.backOff * gram.words.at(number).probability;
}

} // namespace

void writeDictionary(Weighted const& words, std::filesystem::path const& path) {
    Output out(path);
    out.file() << "---\nname: huibiao\nversion: '1'\nsort: by_weight\n...\n\n";
    for (Entry const& entry : words.entries)
        out.file() << fmt::format("{}\t{}\t{:.4f}\n", entry.word, entry.reading, entry.frequency * RimeWhole);
    out.finish();
}

void writeReadings(Weighted const& words, std::filesystem::path const& path) {
    Output out(path);
    for (auto const& [character, readings] : words.readings)
        out.file() << character << '\t' << huibiao::base::join(readings, " ") << '\n';
    out.finish();
}

void writePairs(Weighted const& words, OpenGram const& gram, std::filesystem::path const& path) {
    // The words that are in both, numbered anew.
    std::vector<std::pair<std::string, std::uint32_t>> kept;
    std::unordered_map<std::uint32_t, std::uint32_t> anew;
    for (auto const& [word, probability] : words.probability) {
        auto const found = gram.numbers.find(word);
        if (found == gram.numbers.end() || !gram.words.contains(found->second)) continue;
        anew[found->second] = static_cast<std::uint32_t>(kept.size());
        kept.emplace_back(word, found->second);
    }

    std::vector<PairsHead::Word> heads;
    std::vector<std::uint32_t> pairs;
    std::string texts;
    double endings = 0;
    for (auto const& [text, number] : kept) {
        OpenGram::Word const& word = gram.words.at(number);
        double const ending = EndingShare * std::log(behind(gram, word, "。") + behind(gram, word, "，"));
        endings += ending;
        double const alone = std::log(word.backOff);
        heads.push_back({static_cast<std::uint32_t>(texts.size()), static_cast<std::uint32_t>(pairs.size()),
                         static_cast<float>(alone), static_cast<float>(ending)});
        texts += text;
        texts += '\0';
        std::size_t const first = pairs.size();
        for (auto const& follower : word.followers) {
            auto const second = anew.find(follower.word);
            if (second == anew.end()) continue;
            double const gain = std::log(follower.probability) -
                                std::log(words.probability.at(kept[second->second].first)) - alone;
            if (gain < LeastGain) continue;
            auto const steps = static_cast<std::uint32_t>(std::lround(gain / double{PairsHead::Step}));
            pairs.push_back(second->second << PairsHead::GainBits | std::min(steps, 255U));
        }
        std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(first), pairs.end());
    }
    heads.push_back({0, static_cast<std::uint32_t>(pairs.size()), 0, 0});

    PairsHead head;
    head.words = static_cast<std::uint32_t>(kept.size());
    head.slots = 1;
    while (head.slots < 2 * head.words) head.slots *= 2;
    head.pairs = static_cast<std::uint32_t>(pairs.size());
    head.texts = static_cast<std::uint32_t>(texts.size());
    head.ending = static_cast<float>(endings / static_cast<double>(std::max<std::size_t>(1, kept.size())));
    std::vector<std::uint32_t> slots(head.slots);
    for (std::uint32_t word = 0; word < head.words; ++word) {
        std::uint32_t slot = huibiao::input::internal::hash(kept[word].first) & (head.slots - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (head.slots - 1);
        slots[slot] = word + 1;
    }

    Output out(path);
    out.raw(std::vector{head});
    out.raw(heads);
    out.raw(slots);
    out.raw(pairs);
    out.file() << texts;
    out.finish();
}
