#include "kiosk/shots.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

Shot const* Shots::find(ShotKey const& key) {
    auto const found = m_kept.find(key);
    if (found == m_kept.end()) {
        if (std::find(m_wanted.begin(), m_wanted.end(), key) == m_wanted.end()) m_wanted.push_back(key);
        return nullptr;
    }
    found->second.used = ++m_turn;
    return &found->second.shot;
}

void Shots::put(ShotKey const& key, Shot shot) {
    Kept kept{std::move(shot), 0, ++m_turn};
    if (kept.shot) {
        draw::Surface const& surface = **kept.shot;
        kept.bytes = static_cast<std::size_t>(surface.stride()) * static_cast<std::size_t>(surface.height());
    }
    if (auto const old = m_kept.find(key); old != m_kept.end()) m_bytes -= old->second.bytes;
    m_bytes += kept.bytes;
    m_kept.insert_or_assign(key, std::move(kept));
    std::erase(m_wanted, key);
    while (m_bytes > MostBytes && m_kept.size() > 1) {
        auto const oldest = std::min_element(m_kept.begin(), m_kept.end(), [](auto const& a, auto const& b) {
            return a.second.used < b.second.used;
        });
        m_bytes -= oldest->second.bytes;
        m_kept.erase(oldest);
    }
}

std::vector<ShotKey> Shots::takeWanted() {
    return std::exchange(m_wanted, {});
}

} // namespace huibiao::kiosk
