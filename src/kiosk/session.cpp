#include "kiosk/session.h"

#include "base/log.h"
#include "kiosk/words.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

using namespace std::chrono_literals;
using base::SteadyTime;
using std::chrono::seconds;

Session::Session(event::Event const& event, Services const& services, base::Clock const& clock,
                 base::Language staff)
    : m_event(&event), m_services(&services), m_clock(&clock), m_staff(staff), m_since(clock.steady()),
      m_lastTouch(clock.steady()), m_entry(services.engine, services.recogniser), m_pinOpen(clock.steady()),
      m_desk(services, clock, event.display.wall.empty() ? std::string() : event.display.item) {}

std::size_t Session::posters() const {
    std::size_t count = 0;
    for (event::AttractPage const page : m_event->attract.pages)
        count += page == event::AttractPage::Qr ? m_event->links.size() : 1;
    return std::max<std::size_t>(count, 1);
}

base::Language Session::words() const {
    if (m_screen == Screen::Pin || m_screen == Screen::Staff || m_screen == Screen::Assist ||
        m_screen == Screen::Show)
        return m_staff;
    if (m_survey) return m_survey->words();
    if (m_event->questionnaires.empty()) return base::Language::Chinese;
    form::Form const& form =
        m_event->questionnaires[std::min(m_formIndex, m_event->questionnaires.size() - 1)].form;
    return wordsFor(form, std::min(m_language.value_or(form.defaultLanguage()), form.languages().size() - 1));
}

bool Session::clockSuspicious() const {
    // No kiosk of ours was built before 2023, and none will live to 2100.
    auto const wall = m_clock->wall();
    return wall < base::WallTime(seconds(1'672'531'200)) || wall > base::WallTime(seconds(4'102'444'800));
}

void Session::go(Screen screen) {
    bool const somebody = screen != Screen::Attract && screen != Screen::Staff && screen != Screen::Show;
    if (std::exchange(m_occupied, somebody) != somebody && m_services->occupied)
        m_services->occupied(somebody);
    m_screen = screen;
    m_dialog = Dialog::None;
    m_since = m_clock->steady();
    pageChanged();
}

void Session::pageChanged() {
    hush();
    scroll = 0;
    reveal.clear();
    m_layer.clear();
    m_goOn.reset();
    m_entry.clear();
}

void Session::home() {
    if (m_keepFailed && m_current) m_pending.push_back(std::move(*m_current));
    forgetAnswers();
    m_assist.reset();
    m_desk.leave();
    m_language.reset();
    m_comfort = {};
    m_message.clear();
    std::fill(m_pin.begin(), m_pin.end(), '\0');
    m_pin.clear();
    m_holdSince.reset();
    m_poster = 0;
    m_nextChange = m_clock->steady();
    // Who cannot say the PIN does not take away what staff show.
    go(m_show ? Screen::Show : Screen::Attract);
}

void Session::renew() {
    auto const now = m_clock->steady();
    // What waits to be stored is this event's.
    if (!m_services->changed || m_screen != Screen::Attract || m_holdSince || !m_pending.empty()) return;
    if (now < m_nextChange) return;
    m_nextChange = now + ChangesEvery;
    auto const changed = m_services->changed();
    if (changed && !*changed) return;
    m_unusable = changed ? std::nullopt : std::optional(changed.error());
    if (!changed) return base::logError(changed.error().text(base::Language::English));
    m_renewed = m_quit = true;
}

void Session::forgetAnswers() {
    m_current.reset();
    m_keepFailed = false;
    m_survey.reset();
    m_askingStaff = false;
    m_entry.forget();
    m_agreed = false;
    m_formIndex = 0;
}

void Session::touched() {
    m_lastTouch = m_clock->steady();
    if (m_screen == Screen::Show) m_hintUntil = m_lastTouch + HintFor;
}

void Session::holdCorner() {
    if (m_screen == Screen::Show || m_screen == Screen::Attract || m_screen == Screen::Start ||
        m_screen == Screen::Thanks || m_screen == Screen::Message || m_screen == Screen::Assist)
        m_holdSince = m_clock->steady();
}

void Session::releaseCorner() {
    m_holdSince.reset();
}

double Session::hold() const {
    if (!m_holdSince) return 0;
    auto const held = m_clock->steady() - *m_holdSince;
    if (held < HoldShown) return 0;
    return std::min(1.0, std::chrono::duration<double>(held) / std::chrono::duration<double>(HoldOpens));
}

void Session::begin() {
    if (m_event->questionnaires.empty()) return;
    if (auto why = closed()) {
        m_message = std::move(*why);
        return go(Screen::Message);
    }
    go(Screen::Start);
    if (m_event->questionnaires.size() == 1) startForm(0);
}

bool Session::diskNearlyFull() const {
    if (!m_services->room) return false;
    auto const room = m_services->room();
    // What cannot be asked is no reason to turn people away: storing says so itself.
    return room && *room < LeastRoom;
}

std::optional<std::string> Session::closed() const {
    if (diskNearlyFull()) {
        base::logError("磁盘快满了，问卷暂停 | the disk is nearly full: nobody can begin");
        return say::DiskNearlyFull.in(words());
    }
    event::Visits const& visits = m_event->visits;
    std::string const day = base::isoLocal(m_clock->wall()).substr(0, 10);
    if (!visits.from.empty() && day < visits.from) return say::opensOn(visits.from, words());
    if (!visits.until.empty() && day > visits.until) return say::closedSince(visits.until, words());
    if (m_lastKept && m_clock->steady() < *m_lastKept + visits.cooldown)
        return say::comeAgainIn(std::chrono::ceil<seconds>(*m_lastKept + visits.cooldown - m_clock->steady()),
                                words());
    if (!visits.perDay || !m_services->today) return std::nullopt;
    auto const kept = m_services->today();
    if (!kept) {
        // Who comes is not turned away because a count failed; what cannot be stored is said then.
        base::logError(kept.error().text(base::Language::English));
        return std::nullopt;
    }
    // What waits to be stored has been handed in today as well.
    if (*kept + m_pending.size() >= static_cast<std::size_t>(*visits.perDay))
        return say::FullToday.in(words());
    return std::nullopt;
}

void Session::startForm(std::size_t which) {
    if (which >= m_event->questionnaires.size()) return;
    m_formIndex = which;
    // Staff who fill in for others go from one to the next and never pass the first page.
    if (m_assist && diskNearlyFull()) {
        m_message = say::DiskNearlyFull.in(words());
        return go(Screen::Message);
    }
    auto survey = Survey::begin(m_event->questionnaires[which], *m_clock, m_language,
                                {m_assist ? m_assist->interviewer : std::string{}, m_services->deviceId});
    if (!survey || survey->blocked()) {
        if (!survey) base::logError(survey.error().text(base::Language::English));
        m_message = (survey ? say::CannotAsk : say::CannotBegin).in(words());
        return go(Screen::Message);
    }
    m_survey.emplace(std::move(*survey));
    go(Screen::Start);
    if (!m_assist) return;
    m_survey->describe("method", m_assist->method);
    m_survey->describe("interviewer", m_assist->interviewer);
    m_survey->describe("place", m_assist->place);
    pressSurvey({Verb::Start, {}, {}}); // the start page is for who has not seen it yet
}

void Session::press(Act const& act) {
    touched();
    if (m_screen == Screen::Show) return; // there is nothing to press
    m_goOn.reset();
    // Who goes on has heard enough; who only wants it larger has not.
    if (act.verb != Verb::ReadAloud && act.verb != Verb::Display && act.verb != Verb::Comfort &&
        act.verb != Verb::Dismiss)
        hush();
    if (m_dialog == Dialog::Idle) {
        if (act.verb == Verb::Continue) m_dialog = Dialog::None;
        // Not with a touch that was meant for what the warning has just covered.
        else if (act.verb == Verb::StartOver && m_clock->steady() - m_since >= ReadFirst) {
            keepPartial();
            home();
        } else if (act.verb == Verb::Comfort)
            adapt(act.value);
        return;
    }
    if (m_desk.running() && act.verb != Verb::StopTask) return;
    switch (act.verb) {
    case Verb::Begin: return begin();
    case Verb::Home:
        if (m_desk.page() == DeskPage::Cleared) return;
        if (m_screen == Screen::Start && m_survey && m_event->questionnaires.size() > 1) {
            m_survey.reset();
            return go(Screen::Start);
        }
        if (m_assist && m_screen != Screen::Assist) return assistPage();
        return home();
    case Verb::Done: return m_desk.page() == DeskPage::Cleared ? void(m_quit = true) : home();
    case Verb::Dismiss: m_dialog = Dialog::None; return;
    case Verb::Display:
        if (visit()) m_dialog = Dialog::Display;
        return;
    case Verb::Comfort: return adapt(act.value);
    case Verb::ReadAloud: return readAloud();
    default: break;
    }
    switch (m_screen) {
    case Screen::Start:
    case Screen::Consent:
    case Screen::Survey:
    case Screen::Review: return pressSurvey(act);
    case Screen::Pin: return pressPin(act);
    case Screen::Staff: return pressStaff(act);
    case Screen::Assist: return pressAssist(act);
    case Screen::Attract:
    case Screen::Show:
    case Screen::Thanks:
    case Screen::Message: return;
    }
}

void Session::type(std::string_view utf8) {
    touched();
    hush();
    if (m_dialog != Dialog::None) return;
    if (m_screen == Screen::Survey && m_survey) {
        if (m_survey->search()) return pressSurvey({Verb::Find, {}, std::string(utf8)});
        settle();
        m_survey->type(utf8);
        reveal = m_survey->focus();
    } else if (m_screen == Screen::Pin && !pinWaits()) {
        for (char const c : utf8) {
            if (c >= '0' && c <= '9') pressPin({Verb::Digit, {}, std::string(1, c)});
            if (c == '\n') pressPin({Verb::DigitsEnter, {}, {}});
        }
    } else if (askingPassphrase() && utf8 == "\n") {
        pressPassphrase({Verb::Unlock, {}, {}});
    } else if (askingPassphrase()) {
        m_desk.unlocking().type(utf8);
    }
}

void Session::erase() {
    touched();
    if (m_dialog != Dialog::None) return;
    if (m_screen == Screen::Survey && m_survey) {
        if (m_survey->search()) return pressSurvey({Verb::FindErase, {}, {}});
        if (!m_entry.erase()) m_survey->erase();
    } else if (m_screen == Screen::Pin)
        pressPin({Verb::DigitErase, {}, {}});
    else if (askingPassphrase())
        pressPassphrase({Verb::Erase, {}, {}});
}

bool Session::visit() const {
    return m_screen == Screen::Start || m_screen == Screen::Survey || m_screen == Screen::Review ||
           m_screen == Screen::Thanks || m_screen == Screen::Message || m_screen == Screen::Consent ||
           m_screen == Screen::Assist;
}

void Session::adapt(std::string_view which) {
    if (!visit() || !turn(m_comfort, which)) return;
    // Everything lies elsewhere now; what was being typed is to be seen again.
    scroll = 0;
    if (m_screen == Screen::Survey && m_survey) reveal = m_survey->focus();
}

} // namespace huibiao::kiosk
