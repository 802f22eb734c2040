#include "kiosk/hand.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace huibiao::kiosk {

namespace {

// A finger that moves less than this means the place where it came down.
constexpr double SlopDp = 14;
constexpr double SameSpotDp = 48;
// Of a line: nearer points tell nothing, and one that never ends is no writing.
constexpr double NearDp = 1;
constexpr std::size_t MostPoints = 4000;

double distance(draw::Point a, draw::Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

bool Hand::bounces(draw::Point at, Item const* item, Scene const& scene, base::SteadyTime now) const {
    if (!m_any) return false;
    auto const since = now - m_when;
    if (item && item->rapid && scene.place == m_place) return item->id == m_item && since < KeyBounce;
    return since < Bounce && distance(at, m_where) < SameSpotDp * scene.pxPerDp;
}

Hand::Outcome Hand::down(draw::Point at, Scene const& scene, base::SteadyTime now) {
    Outcome outcome;
    m_down = true;
    m_drags = false;
    m_from = m_last = at;
    m_pressed.clear();
    if (Item const* const pad = scene.padAt(at)) {
        m_pad = pad->pad;
        m_seen = pad->rect;
        m_padId = pad->id;
        m_began = now;
        m_line.clear();
        leave(at, scene);
        return outcome;
    }
    Item const* const item = scene.at(at);
    m_ignored = bounces(at, item, scene, now);
    if (Item const* const corner = scene.find("staff_corner"); corner && corner->rect.contains(at))
        outcome.holds = true;
    if (item && !m_ignored) m_pressed = item->id;
    return outcome;
}

void Hand::leave(draw::Point at, Scene const& scene) {
    // A finger that slides off the pad goes on along its edge.
    at.x = std::clamp(at.x, m_seen.x, m_seen.right());
    at.y = std::clamp(at.y, m_seen.y, m_seen.bottom());
    if (m_line.size() >= MostPoints) return;
    if (m_line.empty() || distance(at, m_line.back()) >= NearDp * scene.pxPerDp) m_line.push_back(at);
}

Drawn Hand::finished(Scene const& scene) {
    double const dp = scene.pxPerDp;
    Drawn drawn{std::move(m_padId), {}, {m_pad->area.width / dp, m_pad->area.height / dp}, m_began};
    for (draw::Point const& p : m_line)
        drawn.points.push_back({(p.x - m_pad->area.x) / dp, (p.y - m_pad->area.y) / dp});
    forget();
    return drawn;
}

Hand::Outcome Hand::move(draw::Point to, Scene const& scene) {
    Outcome outcome;
    if (!m_down) return outcome;
    if (m_pad) {
        leave(to, scene);
        return outcome;
    }
    if (!m_drags && distance(to, m_from) > SlopDp * scene.pxPerDp) {
        outcome.released = true;
        if (scene.scrolling && scene.scrolling->viewport.contains(m_from)) {
            m_drags = true;
            m_pressed.clear();
        }
    }
    if (m_drags) outcome.scroll = m_last.y - to.y;
    m_last = to;
    return outcome;
}

Hand::Outcome Hand::up(draw::Point at, Scene const& scene, base::SteadyTime now) {
    Outcome outcome;
    outcome.released = true;
    if (m_pad) {
        leave(at, scene);
        outcome.drawn = finished(scene);
        return outcome;
    }
    bool const counts = m_down && !m_drags && !m_ignored;
    std::string const pressed = std::move(m_pressed);
    m_down = m_drags = false;
    m_pressed.clear();
    if (!counts) return outcome;
    Item const* item = scene.at(at);
    if (scene.screen == "attract" && pressed.empty() && !item) {
        // The whole attract page is the button that its call describes.
        item = scene.find("call");
    } else if (item && item->id != pressed) {
        item = nullptr;
    }
    if (!item || !item->act) return outcome;
    outcome.act = item->act;
    m_any = true;
    m_when = now;
    m_where = at;
    m_place = scene.place;
    m_item = item->id;
    return outcome;
}

void Hand::forget() {
    m_down = m_drags = false;
    m_pressed.clear();
    m_pad.reset();
    m_padId.clear();
    std::fill(m_line.begin(), m_line.end(), draw::Point{});
    m_line.clear();
}

} // namespace huibiao::kiosk
