#pragma once

#include "base/clock.h"
#include "draw/geometry.h"
#include "kiosk/scene.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// A line drawn on a pad, from touching the glass to leaving it.
struct Drawn {
    std::string pad;                 ///< id of the item
    std::vector<draw::Point> points; ///< dp from the pad's upper left
    draw::Size size;                 ///< of the pad, dp
    base::SteadyTime began{};
};

/// What a finger (or the mouse) does, told apart: presses, scrolling, drawing, holding the corner. Pure.
class Hand {
public:
    /// A second tap sooner than this on the same spot is the same one, whatever lies under the finger
    /// by then: glass bounces, and so do unsteady hands.
    static constexpr std::chrono::milliseconds Bounce{300};
    /// The same for one key of a keyboard, where the same letter may be meant twice.
    static constexpr std::chrono::milliseconds KeyBounce{40};

    struct Outcome {
        std::optional<Act> act;
        double scroll = 0;          ///< px by which the content moves up
        bool holds = false;         ///< the corner has been touched
        bool released = false;      ///< whatever was held
        std::optional<Drawn> drawn; ///< a line is finished
    };
    Outcome down(draw::Point at, Scene const& scene, base::SteadyTime now);
    Outcome move(draw::Point to, Scene const& scene);
    Outcome up(draw::Point at, Scene const& scene, base::SteadyTime now);
    /// The finger's touch counts no more.
    void forget();

    /// The line that is being drawn: px of the window, where ink is left.
    [[nodiscard]] bool draws() const { return m_pad.has_value(); }
    [[nodiscard]] std::vector<draw::Point> const& line() const { return m_line; }
    [[nodiscard]] std::optional<Pad> const& pad() const { return m_pad; }

    /// The control under the finger, to be shown as pressed.
    [[nodiscard]] std::string const& pressed() const { return m_pressed; }

private:
    [[nodiscard]] bool bounces(draw::Point at, Item const* item, Scene const& scene,
                               base::SteadyTime now) const;
    void leave(draw::Point at, Scene const& scene);
    [[nodiscard]] Drawn finished(Scene const& scene);

    bool m_down = false;
    bool m_drags = false;
    bool m_ignored = false;
    draw::Point m_from;
    draw::Point m_last;
    std::string m_pressed;

    std::optional<Pad> m_pad; ///< a line is being drawn on
    draw::Rect m_seen;        ///< what of it is seen
    std::string m_padId;
    std::vector<draw::Point> m_line;
    base::SteadyTime m_began{};

    bool m_any = false; ///< there has been a press
    base::SteadyTime m_when{};
    draw::Point m_where;
    std::string m_place; ///< of the scene that was pressed on
    std::string m_item;
};

} // namespace huibiao::kiosk
