#pragma once

#include "draw/geometry.h"
#include "draw/text.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace huibiao::figures::internal {

using SetText = std::shared_ptr<draw::Text const>;

/// Something drawn, its upper left from that of its piece or page. Lengths in pt.
struct Mark {
    struct Words {
        SetText text;
        draw::Point at;
    };
    struct Fill {
        draw::Rect rect;
        draw::Colour colour;
    };
    struct Logo {
        draw::Rect rect;
    };
    std::variant<Words, Fill, Logo> what;

    [[nodiscard]] Mark moved(draw::Point by) const;
};

/// What is not broken over columns or pages.
struct Piece {
    double height = 0;
    std::vector<Mark> marks{};
    double before = 0;     ///< room above it, not at the top of a column
    bool withNext = false; ///< stays with the next one
    bool heads = false;    ///< of a question: said once more where its rest goes on in another column
};

/// Columns to be filled one after the other, on as many pages as are needed.
class Flow {
public:
    struct Frame {
        double width = 0;
        std::size_t columns = 1;
        double gap = 0;
        double firstTop = 0, top = 0; ///< of the first page, and of the others
        double bottom = 0;
        double left = 0;
        std::size_t mostPages = 0; ///< 0: any number
    };
    explicit Flow(Frame const& frame) : m_frame(frame), m_y(frame.firstTop) { m_pages.resize(1); }

    [[nodiscard]] double columnWidth() const;
    /// The height of a column on the pages behind the first.
    [[nodiscard]] double columnHeight() const { return m_frame.bottom - m_frame.top; }
    /// False once there is no room on the pages allowed. `again`: the head that a rest begins with.
    [[nodiscard]] bool put(std::vector<Piece> const& pieces, Piece const& again);
    [[nodiscard]] std::vector<std::vector<Mark>> take() { return std::move(m_pages); }

private:
    [[nodiscard]] bool next();
    void set(Piece const& piece);
    [[nodiscard]] double top() const { return m_pages.size() == 1 ? m_frame.firstTop : m_frame.top; }

    Frame m_frame;
    std::vector<std::vector<Mark>> m_pages;
    std::size_t m_column = 0;
    double m_y;
    bool m_fresh = true; ///< nothing stands in the column yet
};

} // namespace huibiao::figures::internal
