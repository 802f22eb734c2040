#include "base/utf8.h"
#include "wording/text.h"

#include <array>
#include <optional>
#include <vector>

namespace huibiao::wording {

namespace {

enum class Turn { Open, Close, Either };

/// Quotes of one kind close each other. The straight ones have kinds of their own (capitals), so that
/// a straight pair may stand inside a curly one.
struct QuoteKind {
    char32_t point;
    char kind;
    Turn turn;
};

constexpr std::array<QuoteKind, 25> quoteKinds{{
    {U'"', 'D', Turn::Either},  {U'＂', 'D', Turn::Either}, {U'“', 'd', Turn::Open},
    {U'”', 'd', Turn::Close},   {U'„', 'd', Turn::Open},    {U'‟', 'd', Turn::Either},
    {U'〝', 'd', Turn::Open},   {U'〞', 'd', Turn::Close},  {U'〟', 'd', Turn::Close},
    {U'\'', 'S', Turn::Either}, {U'＇', 'S', Turn::Either}, {U'‘', 's', Turn::Open},
    {U'’', 's', Turn::Close},   {U'‚', 's', Turn::Open},    {U'‛', 's', Turn::Either},
    {U'「', 'c', Turn::Open},   {U'」', 'c', Turn::Close},  {U'﹁', 'c', Turn::Open},
    {U'﹂', 'c', Turn::Close},  {U'『', 'w', Turn::Open},   {U'』', 'w', Turn::Close},
    {U'﹃', 'w', Turn::Open},   {U'﹄', 'w', Turn::Close},  {U'«', 'g', Turn::Open},
    {U'»', 'g', Turn::Close},
}};

struct Quote {
    std::size_t at = 0; ///< index into the text
    char kind = 'd';
    Turn turn = Turn::Either;
};

bool isLatin(char32_t p) {
    return (p >= U'a' && p <= U'z') || (p >= U'A' && p <= U'Z');
}

std::vector<Quote> findQuotes(std::u32string const& text) {
    std::vector<Quote> quotes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const apostrophe = (text[i] == U'\'' || text[i] == U'’') && i > 0 && i + 1 < text.size() &&
                                isLatin(text[i - 1]) && isLatin(text[i + 1]);
        if (apostrophe) continue;
        for (QuoteKind const& known : quoteKinds)
            if (known.point == text[i]) quotes.push_back({i, known.kind, known.turn});
    }
    return quotes;
}

/// Which quotes open, when every one finds its partner; else nothing.
std::optional<std::vector<bool>> pairUp(std::vector<Quote> const& quotes) {
    std::vector<bool> opens;
    std::vector<char> open;
    for (Quote const& quote : quotes) {
        bool const closes = quote.turn == Turn::Close ||
                            (quote.turn == Turn::Either && !open.empty() && open.back() == quote.kind);
        if (closes) {
            if (open.empty() || open.back() != quote.kind) return std::nullopt;
            open.pop_back();
        } else {
            open.push_back(quote.kind);
        }
        opens.push_back(!closes);
    }
    if (!open.empty()) return std::nullopt;
    return opens;
}

/// The most trusting reading that comes out even: as drawn; with straight and curly ones closing each
/// other; by kind alone; by turns whatever the kind.
std::optional<std::vector<bool>> bestPairing(std::vector<Quote> quotes) {
    if (auto asDrawn = pairUp(quotes)) return asDrawn;
    for (Quote& quote : quotes) {
        if (quote.kind == 'D') quote.kind = 'd';
        if (quote.kind == 'S') quote.kind = 's';
    }
    if (auto mixed = pairUp(quotes)) return mixed;
    for (Quote& quote : quotes) quote.turn = Turn::Either;
    if (auto byKind = pairUp(quotes)) return byKind;
    for (Quote& quote : quotes) quote.kind = 'd';
    return pairUp(quotes);
}

/// For a text with a lone quote: what closes nothing gets an opening quote after the last pair (or at
/// the beginning), what stays open is closed at the end.
std::u32string mend(std::u32string const& text, std::vector<Quote> const& quotes) {
    std::u32string out;
    std::size_t depth = 0;
    std::size_t from = 0;
    std::size_t sincePair = 0;
    for (Quote const& quote : quotes) {
        out += text.substr(from, quote.at - from);
        from = quote.at + 1;
        if (quote.turn == Turn::Open || (quote.turn == Turn::Either && depth == 0)) {
            out += depth % 2 == 0 ? U'“' : U'‘';
            ++depth;
            continue;
        }
        if (depth == 0) {
            out.insert(sincePair, 1, U'“');
            depth = 1;
        }
        --depth;
        out += depth % 2 == 0 ? U'”' : U'’';
        if (depth == 0) sincePair = out.size();
    }
    out += text.substr(from);
    while (depth > 0) {
        --depth;
        out += depth % 2 == 0 ? U'”' : U'’';
    }
    return out;
}

} // namespace

std::string normalizeQuotes(std::string_view text, bool& guessed) {
    std::u32string points = base::decode(text);
    std::vector<Quote> const quotes = findQuotes(points);
    auto const opens = bestPairing(quotes);
    if (!opens) {
        guessed = true;
        return base::encode(mend(points, quotes));
    }
    std::size_t depth = 0;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        if (!(*opens)[i]) --depth;
        bool const outer = depth % 2 == 0;
        if ((*opens)[i]) {
            points[quotes[i].at] = outer ? U'“' : U'‘';
            ++depth;
        } else {
            points[quotes[i].at] = outer ? U'”' : U'’';
        }
    }
    return base::encode(points);
}

std::string normalizeQuotes(std::string_view text) {
    bool guessed = false;
    return normalizeQuotes(text, guessed);
}

} // namespace huibiao::wording
