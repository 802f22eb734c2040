#include "kiosk/wall.h"

#include "base/log.h"

#include <utility>

namespace huibiao::kiosk {

bool Wall::look(base::SteadyTime now, draw::Rect const& kiosk) {
    if (!m_tried) {
        m_tried = true;
        auto opened = x11::Screens::open();
        if (opened)
            m_screens.emplace(std::move(*opened));
        else
            m_state.trouble = opened.error().message;
        if (!m_screens) return true;
    }
    if (!m_screens) return false;
    bool const changed = m_screens->changed();
    if (!changed && now < m_nextLook) return false;
    m_nextLook = now + LookEvery;
    auto const found = wallMonitor(m_screens->monitors(), m_name, kiosk);
    std::optional<Monitor> const monitor = found ? std::optional(*found) : std::nullopt;
    WallState const before = m_state;
    bool const same = monitor == m_monitor;
    m_monitor = monitor;
    m_state.screen = monitor ? monitor->name : "";
    m_state.width = monitor ? static_cast<int>(monitor->rect.width) : 0;
    m_state.height = monitor ? static_cast<int>(monitor->rect.height) : 0;
    m_state.trouble = found ? std::nullopt : std::optional(found.error().message);
    if (!same) {
        base::logInfo(monitor ? "wall: " + monitor->name
                              : "wall: " + found.error().text(base::Language::English));
        if (monitor)
            show(); // where it was before, or as large
        else
            m_screens->hide();
    }
    return !(m_state == before);
}

void Wall::put(std::string const& thing) {
    if (thing == m_thing) return;
    m_thing = thing;
    m_state.fault.reset();
    // What was there stays until the other one is drawn.
    if (thing.empty() && m_screens) m_screens->hide();
    if (thing.empty()) m_key.reset();
}

std::optional<ShotKey> Wall::lacks() const {
    if (!m_monitor || m_thing.empty()) return std::nullopt;
    ShotKey const key{m_thing, m_state.width, m_state.height, true};
    return m_key == key ? std::nullopt : std::optional(key);
}

bool Wall::take(ShotKey const& key, Shot const& shot) {
    if (lacks() != key) return false;
    m_key = key;
    m_shot = shot;
    m_state.fault = shot ? std::nullopt : std::optional(shot.error().message);
    show();
    return true;
}

void Wall::show() {
    if (!m_monitor || !m_key || lacks()) return;
    if (m_shot)
        m_screens->show(*m_monitor, **m_shot);
    else
        m_screens->hide();
}

} // namespace huibiao::kiosk
