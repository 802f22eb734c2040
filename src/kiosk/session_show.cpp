#include "kiosk/session.h"

#include <utility>

namespace huibiao::kiosk {

// A thing that staff show alone on the screen stands there for hours, with nobody beside it. Whoever touches
// it is told how it is left, and gets no further than that: the corner is held as on the first page, and
// leads back by itself only for as long as the page of the staff would have stayed open behind it (StaffFor,
// counted from when it was put up; a touch adds nothing to it). After that the PIN is asked for, and whoever
// does not know it is back at the thing: nothing else on this screen takes it away.

bool Session::hinting() const {
    return m_screen == Screen::Show && m_clock->steady() < m_hintUntil;
}

bool Session::showGuarded() const {
    return m_show && m_clock->steady() >= m_show->since + StaffFor;
}

bool Session::pressThings(Act const& act) {
    switch (act.verb) {
    case Verb::Desk:
        if (act.value != "things" || m_desk.page() != DeskPage::Thing) return false;
        m_desk.turn(act.value);
        go(Screen::Staff);
        scroll = m_thingsScroll;
        return true;
    case Verb::Thing:
        m_desk.openThing(act.value);
        if (m_desk.page() != DeskPage::Thing) return true;
        m_thingsScroll = std::exchange(scroll, 0);
        return true;
    case Verb::ThingStep:
        m_desk.stepThing(act.value == "-1" ? -1 : 1);
        scroll = 0;
        return true;
    case Verb::KeepThings:
        m_desk.keepThings(act.value);
        scroll = 0;
        return true;
    case Verb::ToWall: m_desk.toWall(); return true;
    case Verb::OffWall: m_desk.offWall(); return true;
    case Verb::ShowThing: {
        Thing const* const thing = m_desk.showcase().chosen();
        if (m_desk.page() != DeskPage::Thing || thing == nullptr || !m_desk.showcase().pictured(*thing))
            return true;
        m_show = Show{thing->id, m_clock->steady()};
        go(Screen::Show);
        m_hintUntil = m_clock->steady() + HintFor; // staff see once how they come back
        return true;
    }
    default: return false;
    }
}

void Session::leaveShow() {
    m_holdSince.reset();
    touched();
    if (showGuarded()) return go(Screen::Pin);
    backFromShow();
}

void Session::backFromShow() {
    std::string const thing = std::exchange(m_show, std::nullopt)->thing;
    m_desk.turn("things");
    m_desk.openThing(thing);
    go(Screen::Staff);
}

} // namespace huibiao::kiosk
