#pragma once

#include "lexicon.h"
#include "open_gram.h"

/// The words of the dictionary with how likely each is by itself, `frequency` being that probability.
struct Weighted {
    std::vector<Entry> entries;                               ///< by word, then reading
    std::map<std::string, double> probability;                ///< of the word in its first reading
    std::map<std::string, std::vector<std::string>> readings; ///< of each character, the most usual first
};

/// Two lists that count differently are taken together by their geometric mean; a rarer reading has its
/// share of the word. Our own lists only ever make a word likelier; where they give no reading it is put
/// together from the dictionary's words, and throws where that leaves a choice.
[[nodiscard]] Weighted weigh(std::vector<Entry> const& dictionary, OpenGram const& gram,
                             std::vector<Entry> const& own);
