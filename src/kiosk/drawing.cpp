#include "kiosk/drawing.h"

#include "draw/canvas.h"
#include "draw/surface.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double MostWide = 800; // px

} // namespace

void Drawing::add(std::vector<draw::Point> const& line, draw::Size size) {
    if (line.empty() || m_lines.size() >= MostLines) return;
    m_lines.push_back(line);
    m_size = size;
    changed = true;
}

void Drawing::clear() {
    for (auto& line : m_lines) std::fill(line.begin(), line.end(), draw::Point{});
    if (!m_lines.empty()) changed = true;
    m_lines.clear();
}

base::Result<std::string> Drawing::png() const {
    double const scale = std::min(1.0, MostWide / std::max(1.0, m_size.width));
    auto surface = draw::Surface::create(static_cast<int>(std::lround(std::max(1.0, m_size.width * scale))),
                                         static_cast<int>(std::lround(std::max(1.0, m_size.height * scale))));
    if (!surface) return base::pass(surface);
    draw::Canvas canvas = surface->canvas();
    canvas.clear(draw::Colour::White);
    canvas.scale(scale);
    for (auto const& line : m_lines)
        if (line.size() == 1)
            canvas.fill(draw::Path::circle(line.front(), Pen / 2), draw::Colour::Black);
        else
            canvas.stroke(draw::Path::polyline(line), draw::Colour::Black, {Pen, true, {}});
    return surface->png();
}

} // namespace huibiao::kiosk
