#pragma once

#include "ink/recogniser.h"

#include <string>

namespace huibiao::ink {

/// How the characters lie on the glass.
enum class Layout {
    One, ///< one character, all strokes belong to it
    Row, ///< several beside one another, left to right, in a wide field
    Over ///< several one upon the other in the same square
};

/// One character of several.
struct Written {
    std::size_t first = 0; ///< number of its first stroke
    std::size_t count = 0; ///< its strokes, which follow one another
    std::vector<Candidate> candidates;
};

/// Ink as it comes, stroke by stroke, and at any time what it says.
///
/// Where one character ends and the next begins is decided anew with each stroke, over all strokes:
/// every run of strokes that could be a character is shown to the recogniser once, and of all ways to
/// cut the ink into runs the likeliest is taken (dynamic programming). Likely is a way whose runs are
/// read with certainty and have a character's size; in a Row, whose cuts fall into gaps; written
/// Over one another, whose cuts fall where the finger went back towards the upper left. So a left half
/// may first be read as a character (女) and become part of one (好) when the right half stands close
/// by. A character must be finished before the next begins: a dot added later to an earlier one is
/// read with the last. Runs of more than 30 strokes are never one character (Row, Over).
///
/// The cost of a stroke is that of at most eight recognitions, in One of none: there read() makes
/// one. Not for several threads at once. The ink and what it was read
/// as are overwritten in memory by clear() and at the end.
class Writing {
public:
    /// Strokes beyond are not taken.
    static constexpr std::size_t MostStrokes = 400;

    explicit Writing(Recogniser recogniser, Layout layout = Layout::One, Wanted wanted = {});
    Writing(Writing const&) = delete;
    Writing& operator=(Writing const&) = delete;
    Writing(Writing&&) = delete;
    Writing& operator=(Writing&&) = delete;
    ~Writing();

    /// False (and nothing added) when it has no finite point or there are too many.
    bool add(Stroke const& stroke);
    /// Takes the last stroke back; afterwards all is as if it had not been written. False when there
    /// is none.
    bool undo();
    /// The finger has rested: a character ends with the last stroke, whatever the ink says. Worth most in
    /// Over, where the lie of the ink says little. Taken back with that stroke.
    void pause();
    /// For the next character or the next person: nothing is left.
    void clear();
    /// The first `count` strokes have been dealt with (their character was chosen): they go, what
    /// follows stays and is cut anew.
    void drop(std::size_t count);

    [[nodiscard]] Strokes const& strokes() const { return m_strokes; }
    /// The characters in the order of writing; none without ink.
    [[nodiscard]] std::vector<Written> read() const;
    /// The best candidate of each, UTF-8.
    [[nodiscard]] std::string text() const;

private:
    /// A run of strokes that ends with a certain one, as the recogniser reads it.
    struct Run {
        std::size_t first = 0;
        std::vector<Candidate> candidates;
    };

    /// The runs that end with the last stroke.
    void readRuns();

    Recogniser m_recogniser;
    Layout m_layout;
    Wanted m_wanted;
    Strokes m_strokes;
    std::vector<std::vector<Run>> m_runs; ///< by the last stroke; none in One
    std::vector<std::size_t> m_pauses;    ///< after so many strokes
};

} // namespace huibiao::ink
