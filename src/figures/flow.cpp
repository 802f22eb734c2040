#include "figures/internal/flow.h"

namespace huibiao::figures::internal {

Mark Mark::moved(draw::Point by) const {
    Mark out = *this;
    if (auto* words = std::get_if<Words>(&out.what)) words->at = {words->at.x + by.x, words->at.y + by.y};
    if (auto* fill = std::get_if<Fill>(&out.what)) {
        fill->rect.x += by.x;
        fill->rect.y += by.y;
    }
    if (auto* logo = std::get_if<Logo>(&out.what)) {
        logo->rect.x += by.x;
        logo->rect.y += by.y;
    }
    return out;
}

double Flow::columnWidth() const {
    double const columns = static_cast<double>(m_frame.columns);
    return (m_frame.width - (columns - 1) * m_frame.gap) / columns;
}

bool Flow::next() {
    if (m_column + 1 < m_frame.columns) {
        ++m_column;
    } else {
        if (m_frame.mostPages != 0 && m_pages.size() == m_frame.mostPages) return false;
        m_pages.emplace_back();
        m_column = 0;
    }
    m_y = top();
    m_fresh = true;
    return true;
}

void Flow::set(Piece const& piece) {
    if (!m_fresh) m_y += piece.before;
    draw::Point const at{m_frame.left + static_cast<double>(m_column) * (columnWidth() + m_frame.gap), m_y};
    for (Mark const& mark : piece.marks) m_pages.back().push_back(mark.moved(at));
    m_y += piece.height;
    m_fresh = false;
}

bool Flow::put(std::vector<Piece> const& pieces, Piece const& again) {
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t end = i + 1;
        double height = pieces[i].height + (m_fresh ? 0 : pieces[i].before);
        for (; pieces[end - 1].withNext && end < pieces.size(); ++end)
            height += pieces[end].before + pieces[end].height;
        if (!m_fresh && m_y + height > m_frame.bottom) {
            if (!next()) return false;
            // What began in the column before says again what it is.
            if (i > 0 && !pieces[i].heads) set(again);
        }
        // Alone in a column and still too high: it has no smaller parts.
        for (; i < end; ++i) set(pieces[i]);
    }
    return true;
}

} // namespace huibiao::figures::internal
