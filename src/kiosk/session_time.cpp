#include "kiosk/session.h"

#include <algorithm>

namespace huibiao::kiosk {

using namespace std::chrono_literals;
using base::SteadyTime;
using std::chrono::seconds;

bool Session::idles() const {
    return m_screen == Screen::Survey || m_screen == Screen::Review;
}

std::optional<SteadyTime> Session::deadline() const {
    if (m_dialog == Dialog::Idle) return m_since + m_event->idle.warning;
    if (m_assist && visit()) return std::nullopt; // somebody is being asked, however long it takes
    switch (m_screen) {
    case Screen::Attract:
    case Screen::Show:
    case Screen::Assist: return std::nullopt;
    case Screen::Start:
    case Screen::Consent:
    case Screen::Survey:
    case Screen::Review:
    case Screen::Message: return m_lastTouch + m_event->idle.after;
    case Screen::Thanks: return m_since + ThanksFor;
    case Screen::Pin: return m_lastTouch + PinFor;
    case Screen::Staff:
        if (m_desk.running()) return std::nullopt;
        return m_lastTouch + (m_desk.page() == DeskPage::Passphrase ? PassphraseFor : StaffFor);
    }
    return std::nullopt;
}

bool Session::pinWaits() const {
    return m_clock->steady() < m_pinOpen;
}

seconds Session::left() const {
    auto const now = m_clock->steady();
    SteadyTime until = now;
    if (m_screen == Screen::Pin && pinWaits())
        until = m_pinOpen;
    else if (auto const end = deadline())
        until = *end;
    return std::max(0s, std::chrono::ceil<seconds>(until - now));
}

double Session::leftShare() const {
    auto const whole = m_screen == Screen::Thanks ? ThanksFor : m_event->idle.warning;
    if (whole <= 0s) return 0;
    return std::min(1.0, std::chrono::duration<double>(left()) / std::chrono::duration<double>(whole));
}

std::optional<SteadyTime> Session::wakeAt() const {
    auto const now = m_clock->steady();
    std::optional<SteadyTime> next = deadline();
    auto const sooner = [&](SteadyTime time) { next = next ? std::min(*next, time) : time; };
    // A countdown is repainted as its seconds turn.
    bool const counts =
        m_dialog == Dialog::Idle || m_screen == Screen::Thanks || (m_screen == Screen::Pin && pinWaits());
    if (counts) {
        SteadyTime const end = m_screen == Screen::Pin ? m_pinOpen : *next;
        auto const rest = end - now;
        auto const turn = rest % 1s;
        if (rest > 0s) sooner(now + (turn > 0s ? turn : 1s));
    }
    if (askingPassphrase() && m_desk.unlocking().waits()) {
        auto const rest = m_desk.unlocking().opensAt() - now;
        sooner(now + (rest % 1s > 0s ? rest % 1s : 1s));
    }
    if (m_goOn) sooner(*m_goOn);
    if (m_holdSince) sooner(std::max(*m_holdSince + HoldShown, now + 80ms));
    if (hinting()) sooner(m_hintUntil);
    if (m_screen == Screen::Attract && posters() > 1) sooner(m_since + m_event->attract.each);
    if (!m_pending.empty() && !m_desk.running()) sooner(m_keepTried + KeepAgain);
    if (m_services->changed && m_screen == Screen::Attract && m_pending.empty()) sooner(m_nextChange);
    if (auto const look = m_desk.wakeAt(); look && m_screen == Screen::Staff) sooner(*look);
    return next;
}

void Session::tick() {
    auto const now = m_clock->steady();
    if (m_screen == Screen::Staff) m_desk.tick();
    if (!m_pending.empty() && !m_desk.running() && now >= m_keepTried + KeepAgain)
        static_cast<void>(keepPending());
    if (m_holdSince && now - *m_holdSince >= HoldOpens) {
        if (m_screen == Screen::Show) return leaveShow();
        home();
        touched();
        return go(Screen::Pin);
    }
    if (m_screen == Screen::Attract && !m_holdSince && posters() > 1 &&
        now >= m_since + m_event->attract.each) {
        m_poster = (m_poster + 1) % posters();
        m_since = now;
    }
    renew();
    if (m_goOn && now >= *m_goOn) {
        m_goOn.reset();
        if (m_screen == Screen::Survey && m_dialog == Dialog::None) pressSurvey({Verb::Next, {}, {}});
    }
    // Somebody listens.
    if (reading() && m_dialog == Dialog::None) m_lastTouch = now;
    auto const end = deadline();
    if (!end || now < *end) return;
    hush();
    if (idles() && m_dialog != Dialog::Idle) {
        m_dialog = Dialog::Idle;
        m_since = now;
        return;
    }
    if (m_desk.page() == DeskPage::Cleared) {
        m_quit = true; // there is nothing here any more
        return;
    }
    keepPartial();
    home();
}

} // namespace huibiao::kiosk
