#pragma once

#include "layout/layout.h"

namespace huibiao::layout {

/// A slot on its target with what goes in, ready to draw: all that can fail has been tried.
class Filling {
public:
    /// `rect` in units of the target; `scale`: target units for one unit of the layout; `pixel`: one
    /// device pixel in target units, 0 on paper.
    [[nodiscard]] static base::Result<Filling> make(draw::Fonts const& fonts, SlotInfo const& info,
                                                    draw::Rect rect, double scale, double pixel,
                                                    Content const& content);

    /// `density`: pixels for a unit of the target that a raster needs.
    Drawn draw(draw::Canvas& canvas, draw::Text::As as, double density) const;

private:
    struct Code {
        qr::Matrix matrix;
        std::string text;
    };
    using What = std::variant<draw::Text, draw::Picture const*, Code>;

    Filling(SlotInfo info, draw::Rect rect, What what)
        : m_info(std::move(info)), m_rect(rect), m_what(std::move(what)) {}

    SlotInfo m_info;
    draw::Rect m_rect;
    What m_what;
    std::string m_text;
};

[[nodiscard]] bool empty(Content const& content);

} // namespace huibiao::layout
