#include "kiosk/showcase.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

void Showcase::open() {
    m_chosen.reset();
    if (m_asked) return;
    m_asked = m_ask = true;
    m_things.reset();
}

bool Showcase::choose(std::string_view id) {
    if (!m_things || !*m_things) return false;
    auto const& all = (*m_things)->all;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](Thing const& thing) { return thing.id == id; });
    if (found == all.end()) return false;
    m_chosen = static_cast<std::size_t>(found - all.begin());
    return true;
}

void Showcase::step(int by) {
    if (!m_chosen) return;
    auto const& all = (*m_things)->all;
    std::size_t const onward = by < 0 ? all.size() - 1 : 1;
    std::size_t at = *m_chosen;
    do at = (at + onward) % all.size();
    while (at != *m_chosen && !pictured(all[at]));
    m_chosen = at;
}

base::Result<ThingLook> const* Showcase::lookOf(std::string const& id) const {
    auto const found = m_looks.find(id);
    return found == m_looks.end() ? nullptr : &found->second;
}

bool Showcase::pictured(Thing const& thing) const {
    auto const* const look = lookOf(thing.id);
    return look == nullptr || (look->has_value() && !(*look)->missing);
}

Thing const* Showcase::chosen() const {
    return m_chosen ? &(*m_things)->all[*m_chosen] : nullptr;
}

bool Showcase::takeAsk() {
    return std::exchange(m_ask, false);
}

void Showcase::listed(base::Result<Things> things) {
    if (!things) base::logError(things.error().text(base::Language::English));
    m_things.emplace(std::move(things));
    m_chosen.reset();
    m_looks.clear();
    m_unseen.clear();
    m_asked = m_things->has_value(); // what failed is asked for again
    if (!*m_things) return;
    for (Thing const& thing : (*m_things)->all) m_unseen.push_back(thing.id);
}

std::vector<std::string> Showcase::takeUnseen() {
    return std::exchange(m_unseen, {});
}

void Showcase::looked(std::string const& id, base::Result<ThingLook> look) {
    m_looks.insert_or_assign(id, std::move(look));
}

} // namespace huibiao::kiosk
