#pragma once

#include "ink/writing.h"

#include <cstddef>
#include <vector>

namespace huibiao::ink {

/// What speaks for and against a cut, in the measure of the recogniser's scores (natural logarithms).
/// Found by trying many on words written by tools/ink (ink_measure).
struct CutWeights {
    double doubt;    ///< times minus the score of a run's best candidate
    double worst;    ///< a run is doubted no more than this
    double each;     ///< for every character
    double wide;     ///< times the breadth of a run beyond that of a character, in sizes
    double narrow;   ///< times what it falls short of one (Over: the larger of breadth and height)
    double gap;      ///< times the gap at a cut, in sizes: a cut in a gap is cheap, in ink dear
    double inside;   ///< times the gaps inside a run
    double up;       ///< times the way up from the last stroke to the next at a cut
    double left;     ///< likewise to the left
    double top;      ///< times how far below the top the next stroke begins
    double leftmost; ///< likewise from the left edge
    double bottom;   ///< times how far above the bottom the last stroke ended
};

[[nodiscard]] CutWeights cutWeights(Layout layout);

/// The lie of some ink, for the costs of cutting it.
class Page {
public:
    Page(Strokes const& strokes, Layout layout, CutWeights const& weights);

    /// A cut before this stroke; 0 before the first.
    [[nodiscard]] double before(std::size_t stroke) const;
    /// The strokes from `first` up to but not `end` as one character; `score` of its best candidate.
    [[nodiscard]] double run(std::size_t first, std::size_t end, double score) const;

private:
    struct Box {
        double left, top, right, bottom;
    };
    [[nodiscard]] static Box around(Box const& a, Box const& b);

    Layout m_layout;
    CutWeights m_weights;
    std::vector<Box> m_boxes;
    std::vector<Point> m_starts;
    std::vector<Point> m_ends;
    std::vector<double> m_gaps; ///< between all before this stroke and all from it on, in sizes
    Box m_all{};
    double m_size = 1; ///< of a character
};

/// A run of strokes that ends before `end`.
struct Choice {
    std::size_t first = 0;
    double score = 0;
};

/// Least cost to read the first so many strokes, for 0 to all; `from` is the choice that ends there.
struct Path {
    std::vector<double> cost;
    std::vector<std::size_t> from;
};

/// `choices[n]`: the runs that end with stroke n; at least one each.
[[nodiscard]] Path cheapest(Page const& page, std::vector<std::vector<Choice>> const& choices);

} // namespace huibiao::ink
