#include "ink/internal/cutting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace huibiao::ink {

CutWeights cutWeights(Layout layout) {
    CutWeights weights{};
    weights.doubt = 1;
    weights.worst = 7;
    if (layout == Layout::Over) {
        // Between what takes apart most of hand.cpp's words and what keeps plain 大 and 木 whole.
        weights.worst = 3;
        weights.each = 0.40;
        weights.narrow = 11.08;
        weights.up = 4.06;
        weights.left = 3.68;
        weights.top = 1.69;
        weights.leftmost = 2.81;
        weights.bottom = 4.12;
        return weights;
    }
    weights.each = 2.03;
    weights.wide = 5.11;
    weights.narrow = 12.82;
    weights.gap = 7.47;
    weights.inside = 8.00;
    weights.up = 1.47;
    weights.top = 0.50;
    return weights;
}

Page::Page(Strokes const& strokes, Layout layout, CutWeights const& weights)
    : m_layout(layout), m_weights(weights) {
    for (Stroke const& stroke : strokes) {
        Box box{stroke.front().x, stroke.front().y, stroke.front().x, stroke.front().y};
        for (Point const& p : stroke)
            box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x),
                   std::max(box.bottom, p.y)};
        m_all = m_boxes.empty() ? box : around(m_all, box);
        m_boxes.push_back(box);
        m_starts.push_back(stroke.front());
        m_ends.push_back(stroke.back());
    }
    // In a row the height of all ink is a little more than a character; a row of 一 has nearly none,
    // and no stroke is broader than a character.
    double broadest = 0;
    for (Box const& box : m_boxes) broadest = std::max(broadest, box.right - box.left);
    double const height = m_all.bottom - m_all.top;
    m_size =
        layout == Layout::Row ? std::max(0.9 * height, broadest) : std::max(height, m_all.right - m_all.left);
    if (!(m_size > 0)) m_size = 1;
    std::size_t const n = m_boxes.size();
    m_gaps.assign(n, 0);
    double reach = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < n; ++i) {
        m_gaps[i] = -reach;
        reach = std::max(reach, m_boxes[i].right);
    }
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t i = n; i-- > 0;) {
        next = std::min(next, m_boxes[i].left);
        m_gaps[i] = std::clamp((m_gaps[i] + next) / m_size, -0.3, 0.5);
    }
}

Page::Box Page::around(Box const& a, Box const& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

double Page::before(std::size_t stroke) const {
    if (stroke == 0) return 0;
    Point const& from = m_ends[stroke - 1];
    Point const& to = m_starts[stroke];
    double const up = std::clamp((from.y - to.y) / m_size, -1.0, 1.0);
    double const left = std::clamp((from.x - to.x) / m_size, -1.0, 1.0);
    double cost = -m_weights.up * up + m_weights.top * (to.y - m_all.top) / m_size;
    if (m_layout == Layout::Row) return cost - m_weights.gap * m_gaps[stroke];
    return cost - m_weights.left * left + m_weights.leftmost * (to.x - m_all.left) / m_size +
           m_weights.bottom * (m_all.bottom - from.y) / m_size;
}

double Page::run(std::size_t first, std::size_t end, double score) const {
    double cost = m_weights.each + m_weights.doubt * std::min(m_weights.worst, -score);
    Box box = m_boxes[first];
    for (std::size_t i = first + 1; i < end; ++i) {
        box = around(box, m_boxes[i]);
        cost += m_weights.inside * std::max(0.0, m_gaps[i]);
    }
    double const breadth = (box.right - box.left) / m_size;
    if (m_layout == Layout::Row)
        return cost + m_weights.wide * std::max(0.0, breadth - 1.15) +
               m_weights.narrow * std::max(0.0, 0.5 - breadth);
    double const height = (box.bottom - box.top) / m_size;
    return cost + m_weights.narrow * std::max(0.0, 0.7 - std::max(breadth, height));
}

Path cheapest(Page const& page, std::vector<std::vector<Choice>> const& choices) {
    Path path;
    path.cost.assign(choices.size() + 1, std::numeric_limits<double>::infinity());
    path.from.assign(choices.size() + 1, 0);
    path.cost[0] = 0;
    for (std::size_t end = 1; end <= choices.size(); ++end)
        for (std::size_t c = 0; c < choices[end - 1].size(); ++c) {
            Choice const& choice = choices[end - 1][c];
            double const cost = path.cost[choice.first] + page.before(choice.first) +
                                page.run(choice.first, end, choice.score);
            if (cost < path.cost[end]) {
                path.cost[end] = cost;
                path.from[end] = c;
            }
        }
    return path;
}

} // namespace huibiao::ink
