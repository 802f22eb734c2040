#pragma once

#include "draw/internal/breaking.h"
#include "draw/internal/shaping.h"
#include "draw/text.h"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace huibiao::draw {

/// What was measured last. The same few words are set again and again in a kit: in each thing, in its picture
/// on the sheets, on a card for each person. Only for words that anybody may see: what citizens write must
/// not stay in memory.
class Measured {
public:
    struct Entry {
        Passage passage;
        TextStyle style; ///< its size, colour, alignment and line spacing do not count
        Ends ends = Ends::Characters;
        std::vector<Unit> units;
        std::string missing;
    };
    /// Null where it is not known, or no longer. Good until the next `keep`.
    [[nodiscard]] Entry const* find(Passage const& passage, TextStyle const& style, Ends ends) const;
    void keep(Entry entry);

private:
    static constexpr std::size_t Most = 64;
    std::deque<Entry> m_entries; ///< the oldest first
};

} // namespace huibiao::draw
