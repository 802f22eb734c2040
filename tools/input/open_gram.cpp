#include "open_gram.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

class Bytes {
public:
    explicit Bytes(std::filesystem::path const& path) : m_name(path.string()) {
        std::ifstream file(path, std::ios::binary);
        if (!file) throw std::runtime_error(fmt::format("{}: cannot be read", m_name));
        m_bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    template <class T>
    [[nodiscard]] T at(std::size_t offset) const {
        T value{};
        if (offset > m_bytes.size() || m_bytes.size() - offset < sizeof value)
            throw std::runtime_error(fmt::format("{}: is cut off", m_name));
        std::memcpy(&value, m_bytes.data() + offset, sizeof value);
        return value;
    }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] std::string const& name() const { return m_name; }

private:
    std::string m_name;
    std::string m_bytes;
};

/// Three numbers at the head (words, nodes, where the texts begin), then a trie that is of no use
/// here, then each word as UTF-32 up to a zero.
void readTexts(OpenGram& gram, Bytes const& file) {
    auto const words = file.at<std::uint32_t>(0);
    std::size_t offset = file.at<std::uint32_t>(8);
    for (std::uint32_t number = 0; number < words; ++number) {
        std::u32string text;
        for (char32_t c; (c = file.at<char32_t>(offset)) != 0; offset += sizeof c) text += c;
        offset += sizeof(char32_t);
        gram.texts.push_back(huibiao::base::encode(text));
        if (!text.empty()) gram.numbers.emplace(gram.texts.back(), number);
    }
}

/// Nodes are of 96 bits: word (18), back-off (14, a place in a table) | probability (16, likewise),
/// first child (16 low bits) | link for other uses (25), first child (7 high bits). Each level ends
/// with a node that only tells where the children of the last one end.
class Levels {
public:
    explicit Levels(Bytes const& file) : m_file(file) {
        if (file.at<std::uint32_t>(0) != 3 || file.at<std::uint32_t>(4) != 0)
            throw std::runtime_error(fmt::format("{}: no model of three levels", file.name()));
        m_probabilities = 8 + 4 * sizeof(std::uint32_t);
        m_backOffs = m_probabilities + ProbabilityValues * sizeof(float);
        std::size_t start = m_backOffs + BackOffValues * sizeof(float);
        for (std::size_t level = 0; level < 3; ++level) {
            m_starts[level] = start;
            m_sizes[level] = file.at<std::uint32_t>(8 + 4 * level);
            start += NodeBytes * m_sizes[level];
        }
        if (start + 8 * std::size_t{file.at<std::uint32_t>(20)} != file.size())
            throw std::runtime_error(fmt::format("{}: not of the expected length", file.name()));
    }

    struct Node {
        std::uint32_t word, child;
        float probability, backOff;
    };
    [[nodiscard]] std::size_t count(std::size_t level) const { return m_sizes[level] - 1; }
    [[nodiscard]] Node node(std::size_t level, std::size_t index) const {
        std::size_t const offset = m_starts[level] + NodeBytes * index;
        auto const a = m_file.at<std::uint32_t>(offset);
        auto const b = m_file.at<std::uint32_t>(offset + 4);
        auto const c = m_file.at<std::uint32_t>(offset + 8);
        return {a & 0x3FFFFU, (b >> 16U) | (c >> 25U) << 16U,
                m_file.at<float>(m_probabilities + sizeof(float) * (b & 0xFFFFU)),
                m_file.at<float>(m_backOffs + sizeof(float) * (a >> 18U))};
    }

private:
    static constexpr std::size_t ProbabilityValues = 1U << 16U;
    static constexpr std::size_t BackOffValues = 1U << 14U;
    static constexpr std::size_t NodeBytes = 12;
    Bytes const& m_file;
    std::size_t m_probabilities = 0, m_backOffs = 0;
    std::size_t m_starts[3]{}, m_sizes[3]{};
};

} // namespace

OpenGram readOpenGram(std::filesystem::path const& folder) {
    OpenGram gram;
    readTexts(gram, Bytes(folder / "pydict_sc.bin"));
    Bytes const file(folder / "lm_sc.t3g");
    Levels const levels(file);
    for (std::size_t i = 0; i < levels.count(1); ++i) {
        auto const node = levels.node(1, i);
        OpenGram::Word& word = gram.words[node.word];
        word.probability = node.probability;
        word.backOff = node.backOff;
        std::size_t const end = levels.node(1, i + 1).child;
        for (std::size_t j = node.child; j < end; ++j) {
            auto const follower = levels.node(2, j);
            word.followers.push_back({follower.word, follower.probability});
        }
    }
    return gram;
}
