#include "base/log.h"
#include "kiosk/loop.h"

#include <utility>

namespace huibiao::kiosk {

void Loop::takeThings() {
    Showcase& showcase = m_session.desk().showcase();
    Gallery::News news = m_gallery->news();
    bool const any = news.list || !news.looks.empty() || !news.shots.empty();
    if (news.list) showcase.listed(std::move(*news.list));
    for (auto& [id, look] : news.looks) showcase.looked(id, std::move(look));
    for (auto& [key, shot] : news.shots) {
        if (!shot && shot.error().kind != base::Kind::Missing)
            base::logError(shot.error().text(base::Language::English));
        if (m_wall.take(key, shot)) showcase.wallIs(m_wall.state());
        m_texts.shots().put(key, std::move(shot));
    }
    if (any) m_stale = true;
}

void Loop::wantThings() {
    Showcase& showcase = m_session.desk().showcase();
    if (showcase.takeAsk()) m_gallery->list();
    // Seen first, then looked at: the pictures of a page come before the rest.
    bool const many = m_session.screen() == Screen::Staff && m_session.desk().page() == DeskPage::Things;
    for (ShotKey const& key : m_texts.shots().takeWanted())
        m_gallery->draw(key, many ? Gallery::Urgency::Small : Gallery::Urgency::Screen);
    for (std::string const& id : showcase.takeUnseen()) m_gallery->look(id);
}

std::optional<std::string> Loop::putByStaff() const {
    std::string const& now = m_session.desk().showcase().onWall();
    event::Display const& display = m_parts.event->display;
    bool const asBegun = now == (display.wall.empty() ? std::string() : display.item);
    return asBegun ? std::nullopt : std::optional(now);
}

bool Loop::watchesWall() const {
    if (!m_parts.services->things.draw) return false;
    Desk const& desk = m_session.desk();
    bool const page = desk.page() == DeskPage::Things || desk.page() == DeskPage::Thing;
    return !m_parts.event->display.wall.empty() || !desk.showcase().onWall().empty() ||
           (m_session.screen() == Screen::Staff && page);
}

void Loop::followWall() {
    Showcase& showcase = m_session.desk().showcase();
    m_wall.put(showcase.onWall());
    if (!watchesWall()) return;
    if (m_wall.look(m_parts.clock->steady(), m_window.place())) m_stale = true;
    showcase.wallIs(m_wall.state());
    if (auto const lacking = m_wall.lacks()) m_gallery->draw(*lacking, Gallery::Urgency::Wall);
}

} // namespace huibiao::kiosk
