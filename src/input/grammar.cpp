#include "input/internal/grammar.h"

#include <rime/component.h>
#include <rime/gear/grammar.h>
#include <rime/registry.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::input::internal {

namespace {

/// ln of what every further word of a sentence costs: fewer and longer words win where the pairs
/// leave it open.
constexpr double WordCost = -1;

/// librime asks it while it looks for the best sentence: `context` is the text of the last two words.
class PairGrammar : public rime::Grammar {
public:
    explicit PairGrammar(std::shared_ptr<Pairs const> pairs) : m_pairs(std::move(pairs)) {}

    double Query(std::string const& context, std::string const& word, bool atEnd) override {
        auto const second = m_pairs->word(word);
        double value = WordCost;
        if (!context.empty()) value += behind(context, second);
        if (atEnd) value += m_pairs->ending(second);
        return value;
    }

private:
    /// Where the last word of the context begins is not told; of all words it may end with, the one
    /// with the best pair counts.
    double behind(std::string const& context, std::optional<std::uint32_t> second) {
        if (context != m_context) remember(context);
        std::optional<float> best;
        if (second)
            for (std::uint32_t const first : m_lasts)
                if (auto const gain = m_pairs->gain(first, *second); gain && (!best || *gain > *best))
                    best = gain;
        if (best) return *best;
        return m_lasts.empty() ? 0 : m_pairs->alone(m_lasts.front());
    }

    /// Longest first.
    void remember(std::string const& context) {
        m_context = context;
        m_lasts.clear();
        for (std::size_t from = 0; from < context.size(); ++from) {
            bool const middle = (static_cast<unsigned char>(context[from]) & 0xC0U) == 0x80U;
            if (middle) continue;
            if (auto const last = m_pairs->word(std::string_view(context).substr(from)))
                m_lasts.push_back(*last);
        }
    }

    std::shared_ptr<Pairs const> m_pairs;
    std::string m_context;
    std::vector<std::uint32_t> m_lasts;
};

class PairGrammars : public rime::Grammar::Component {
public:
    explicit PairGrammars(std::shared_ptr<Pairs const> pairs) : m_pairs(std::move(pairs)) {}
    rime::Grammar* Create(rime::Config* /*settings*/) override { return new PairGrammar(m_pairs); }

private:
    std::shared_ptr<Pairs const> m_pairs;
};

} // namespace

void installGrammar(std::shared_ptr<Pairs const> pairs) {
    // The registry deletes what it holds.
    rime::Registry::instance().Register("grammar", new PairGrammars(std::move(pairs)));
}

} // namespace huibiao::input::internal
