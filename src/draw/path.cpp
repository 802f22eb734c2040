#include "draw/path.h"

#include <cmath>
#include <numbers>

namespace huibiao::draw {

namespace {
/// Control distance for a quarter circle of radius 1 by one Bézier curve (error below 0.03 %).
constexpr double Quarter = 0.5522847498;
} // namespace

Path Path::rect(Rect const& r) {
    return polyline({{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}, true);
}

Path Path::rounded(Rect const& r, double radius) {
    double const c = std::min({radius, r.width / 2, r.height / 2});
    if (c <= 0) return rect(r);
    double const k = c * (1 - Quarter);
    Path path;
    path.move({r.x + c, r.y});
    path.line({r.right() - c, r.y});
    path.curve({r.right() - k, r.y}, {r.right(), r.y + k}, {r.right(), r.y + c});
    path.line({r.right(), r.bottom() - c});
    path.curve({r.right(), r.bottom() - k}, {r.right() - k, r.bottom()}, {r.right() - c, r.bottom()});
    path.line({r.x + c, r.bottom()});
    path.curve({r.x + k, r.bottom()}, {r.x, r.bottom() - k}, {r.x, r.bottom() - c});
    path.line({r.x, r.y + c});
    path.curve({r.x, r.y + k}, {r.x + k, r.y}, {r.x + c, r.y});
    path.close();
    return path;
}

Path Path::circle(Point centre, double radius) {
    return rounded({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, radius);
}

Path Path::line(Point from, Point to) {
    Path path;
    path.move(from).line(to);
    return path;
}

Path Path::polyline(std::vector<Point> const& points, bool closed) {
    Path path;
    for (Point const& p : points) path.m_steps.empty() ? path.move(p) : path.line(p);
    if (closed) path.close();
    return path;
}

Path Path::arc(Point centre, double radius, double from, double to) {
    constexpr double Radians = std::numbers::pi / 180;
    auto const at = [&](double angle) {
        return Point{centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    };
    int const pieces = std::max(1, static_cast<int>(std::ceil((to - from) / 90)));
    double const step = (to - from) * Radians / pieces;
    double const reach = radius * 4 / 3 * std::tan(step / 4);
    Path path;
    path.move(at(from * Radians));
    for (int i = 0; i < pieces; ++i) {
        double const a = from * Radians + i * step;
        double const b = a + step;
        Point const start = at(a);
        Point const end = at(b);
        path.curve({start.x - reach * std::sin(a), start.y + reach * std::cos(a)},
                   {end.x + reach * std::sin(b), end.y - reach * std::cos(b)}, end);
    }
    return path;
}

Path& Path::move(Point to) {
    m_steps.push_back({Step::Kind::Move, to, {}, {}});
    return *this;
}

Path& Path::line(Point to) {
    m_steps.push_back({Step::Kind::Line, to, {}, {}});
    return *this;
}

Path& Path::curve(Point control1, Point control2, Point to) {
    m_steps.push_back({Step::Kind::Curve, to, control1, control2});
    return *this;
}

Path& Path::close() {
    m_steps.push_back({Step::Kind::Close, {}, {}, {}});
    return *this;
}

Path& Path::add(Path const& other) {
    m_steps.insert(m_steps.end(), other.m_steps.begin(), other.m_steps.end());
    return *this;
}

} // namespace huibiao::draw
