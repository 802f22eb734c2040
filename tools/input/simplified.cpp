#include "simplified.h"

#include "base/utf8.h"

#include <opencc.h>

#include <memory>
#include <set>
#include <stdexcept>

void dropTraditional(Weighted& words) {
    // On a line each: OpenCC reads no phrase across lines.
    std::vector<std::string> texts;
    for (auto const& [word, probability] : words.probability) texts.push_back(word);
    std::string const before = huibiao::base::join(texts, "\n");

    opencc_t const converter = opencc_open("t2s.json");
    if (converter == reinterpret_cast<opencc_t>(-1)) // so the library says it
        throw std::runtime_error(std::string("OpenCC: ") + opencc_error());
    char* const converted = opencc_convert_utf8(converter, before.data(), before.size());
    std::string const after = converted == nullptr ? "" : converted;
    if (converted != nullptr) opencc_convert_utf8_free(converted);
    opencc_close(converter);
    std::vector<std::string> const simplified = huibiao::base::split(after, '\n');
    if (simplified.size() != texts.size()) throw std::runtime_error("OpenCC: lost lines");

    std::set<std::string> traditional;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i] != simplified[i]) traditional.insert(texts[i]);
    std::erase_if(words.entries, [&](Entry const& entry) { return traditional.contains(entry.word); });
    for (std::string const& word : traditional) words.probability.erase(word);
}
