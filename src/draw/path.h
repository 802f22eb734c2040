#pragma once

#include "draw/geometry.h"

#include <vector>

namespace huibiao::draw {

/// An outline: lines and Bézier curves. Chains: `Path().move({0, 0}).line({9, 9})`.
class Path {
public:
    [[nodiscard]] static Path rect(Rect const& rect);
    /// Corners of `radius`, at most half the shorter side.
    [[nodiscard]] static Path rounded(Rect const& rect, double radius);
    [[nodiscard]] static Path circle(Point centre, double radius);
    [[nodiscard]] static Path line(Point from, Point to);
    [[nodiscard]] static Path polyline(std::vector<Point> const& points, bool closed = false);
    /// Degrees clockwise, 0 at three o'clock; from < to.
    [[nodiscard]] static Path arc(Point centre, double radius, double from, double to);

    Path& move(Point to);
    Path& line(Point to);
    Path& curve(Point control1, Point control2, Point to);
    Path& close();
    Path& add(Path const& other);

    struct Step {
        enum class Kind { Move, Line, Curve, Close } kind = Kind::Move;
        Point to;
        Point control1;
        Point control2;
    };
    [[nodiscard]] std::vector<Step> const& steps() const { return m_steps; }

private:
    std::vector<Step> m_steps;
};

} // namespace huibiao::draw
