#pragma once

#include "ink/writing.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// What a finger writes in a wide field, one character after the other. The first candidate stands for
/// all that is written. A character that has been finished and rested upon is taken when the next one
/// begins beside it or on top of it; what is taken is what stood as the first candidate during the rest.
class EntryInk {
public:
    explicit EntryInk(ink::Recogniser const& recogniser)
        : m_writing(recogniser, ink::Layout::Row), m_over(recogniser, ink::Layout::Over) {}
    EntryInk(EntryInk const&) = delete;
    EntryInk& operator=(EntryInk const&) = delete;
    ~EntryInk() { clear(); }

    /// `rested`: the finger had rested before it. Returns what is taken of the earlier ink, mostly nothing.
    [[nodiscard]] std::string add(ink::Stroke const& stroke, bool rested);
    bool undo();
    void clear();
    /// Takes a candidate; the ink that it does not stand for stays.
    [[nodiscard]] std::string take(std::size_t candidate);

    [[nodiscard]] ink::Strokes const& strokes() const { return m_writing.strokes(); }
    /// Best first; none without ink. Where several characters are written the first candidate is all of
    /// them, and those after it are for the first character.
    [[nodiscard]] std::vector<std::string> const& candidates() const { return m_candidates; }

private:
    struct Rest {
        std::size_t strokes = 0; ///< that were there
        std::string text;        ///< the first candidate by then
    };
    void read();
    [[nodiscard]] bool ends(std::size_t strokes) const;

    ink::Writing m_writing;
    ink::Writing m_over; ///< the same ink, read as if one character were written on top of the other
    std::vector<Rest> m_rests;
    std::vector<std::string> m_candidates;
    std::size_t m_firstStrokes = 0; ///< of the first character, where there are several
};

} // namespace huibiao::kiosk
