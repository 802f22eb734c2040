#include "base/log.h"
#include "kiosk/session.h"
#include "kiosk/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace huibiao::kiosk {

using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr std::size_t MostDigits = 12;

std::size_t index(std::string const& text) {
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : std::string::npos;
}

} // namespace

void Session::pressSurvey(Act const& act) {
    if (!m_survey) {
        if (act.verb == Verb::PickForm) startForm(index(act.value));
        return;
    }
    Survey& survey = *m_survey;
    switch (act.verb) {
    case Verb::PickLanguage:
        settle();
        survey.setLanguage(index(act.value));
        m_language = survey.language();
        m_dialog = Dialog::None;
        return;
    case Verb::Languages: m_dialog = Dialog::Languages; return;
    case Verb::Start:
        if (!m_event->visits.consent.empty() && !m_agreed) {
            // Only who has seen it can agree.
            if (m_screen != Screen::Consent) return go(Screen::Consent);
            m_agreed = true;
        }
        return go(Screen::Survey);
    case Verb::Choose:
        if (bool const panel = survey.opened(); survey.choose(act.ref, act.value), panel && !survey.opened())
            scroll = m_scrollBefore;
        if (survey.page().questions.size() == 1) {
            form::Question const& only = survey.page().questions.front();
            if (only.kind == form::QuestionKind::SelectOne && only.has("quick") && !survey.fault(only.ref))
                m_goOn = m_clock->steady() + QuickAfter;
        }
        break;
    case Verb::Clear: survey.clear(act.ref); break;
    case Verb::Open:
        if (!survey.opened()) m_scrollBefore = scroll;
        survey.open(act.ref, act.value, m_services->engine);
        scroll = 0;
        return;
    case Verb::Find:
    case Verb::FindErase:
    case Verb::FindAll:
    case Verb::FindKeys:
        if (Search* const search = survey.search()) {
            if (act.verb == Verb::Find) search->type(act.value);
            if (act.verb == Verb::FindErase) search->erase();
            if (act.verb == Verb::FindAll) search->clear();
            if (act.verb == Verb::FindKeys) search->turnOver();
            scroll = 0; // the best is first
        }
        return;
    case Verb::Shut:
        survey.shut();
        scroll = m_scrollBefore;
        return;
    case Verb::RemoveRepeat: m_dialog = Dialog::RemoveRepeat; return;
    case Verb::RemoveRepeatYes:
        m_dialog = Dialog::None;
        if (auto const instance = survey.instance()) survey.removeRepeat(instance->ref);
        pageChanged();
        return;
    case Verb::Step: survey.step(act.ref, act.value == "+1" ? 1 : -1); break;
    case Verb::Focus:
        settle();
        survey.setFocus(act.ref);
        m_layer.clear();
        reveal = act.ref;
        return;
    case Verb::HideKeyboard:
        settle();
        survey.setFocus({});
        return;
    case Verb::Key:
        write(entering() ? m_entry.key(mode(), act.value) : act.value);
        if (m_layer == "capitals") m_layer.clear(); // one capital, as on a phone
        break;
    case Verb::Erase:
        if (!m_entry.erase()) survey.erase();
        break;
    case Verb::EraseAll: survey.eraseAll(); break;
    case Verb::Mode:
    case Verb::Candidate:
    case Verb::Candidates:
    case Verb::UndoStroke:
    case Verb::ClearInk: pressEntry(act); break;
    case Verb::ClearDrawing: survey.clearDrawing(act.ref); break;
    case Verb::Layer: m_layer = act.value; return;
    case Verb::AddRepeat:
        settle();
        survey.addRepeat(act.ref);
        pageChanged();
        return;
    case Verb::Next:
        settle();
        if (!survey.leavePage()) {
            for (form::Question const& question : survey.page().questions)
                if (survey.fault(question.ref)) {
                    reveal = question.ref;
                    break;
                }
            return;
        }
        if (survey.forward())
            pageChanged();
        else if (m_askingStaff)
            return staffTold();
        else
            go(Screen::Review);
        break;
    case Verb::Back:
        if (m_screen == Screen::Consent) return m_assist ? assistPage() : home();
        settle();
        if (survey.opened()) return pressSurvey({Verb::Shut, {}, {}});
        if (m_screen == Screen::Review) {
            survey.last();
            go(Screen::Survey);
        } else if (survey.first() && m_askingStaff) {
            return m_assist->told ? assistPage() : home();
        } else if (survey.first() && m_assist) {
            m_dialog = Dialog::Abandon; // there is no page before it
        } else if (survey.first()) {
            go(Screen::Start);
        } else {
            survey.backward();
            pageChanged();
        }
        return;
    case Verb::Edit: survey.goTo(act.ref); return go(Screen::Survey);
    case Verb::Submit: return submit();
    case Verb::Abandon: m_dialog = Dialog::Abandon; return;
    case Verb::AbandonYes:
        m_keepFailed = false; // the person takes it back: it must not be kept later
        return m_assist && m_assist->told ? assistPage() : home();
    default: return;
    }
    if (survey.blocked()) {
        m_message = say::CannotAsk.in(words());
        m_survey.reset();
        go(Screen::Message);
    }
}

void Session::submit() {
    if (m_screen != Screen::Review) return;
    if (!m_survey->complete()) {
        if (m_survey->blocked()) {
            m_message = say::CannotAsk.in(words());
            m_survey.reset();
            return go(Screen::Message);
        }
        return go(Screen::Survey);
    }
    auto finished = m_survey->finish();
    if (!finished) {
        base::logError(finished.error().text(base::Language::English));
        m_keepFailed = true;
        return;
    }
    auto const kept = m_services->keep(*finished);
    touched();
    if (!kept) {
        base::logError(kept.error().text(base::Language::English));
        m_current = std::move(*finished);
        m_keepFailed = true;
        scroll = 0;
        return;
    }
    m_language = m_survey->language();
    m_survey.reset();
    m_current.reset();
    m_keepFailed = false;
    m_lastKept = m_clock->steady();
    if (m_assist) {
        ++m_assist->kept;
        return assistPage();
    }
    go(Screen::Thanks);
}

bool Session::keepPending() {
    m_keepTried = m_clock->steady();
    if (m_keepFailed && m_current && m_quit) m_pending.push_back(*m_current);
    std::erase_if(m_pending, [&](form::Submission const& submission) {
        auto const kept = m_services->keep(submission);
        if (!kept) base::logError(kept.error().text(base::Language::English));
        return kept.has_value();
    });
    return m_pending.empty();
}

void Session::pressPin(Act const& act) {
    switch (act.verb) {
    case Verb::Digit:
        if (pinSet() && !pinWaits() && m_pin.size() < MostDigits) m_pin += act.value;
        return;
    case Verb::DigitErase:
        if (!m_pin.empty()) m_pin.pop_back();
        return;
    case Verb::DigitsEnter: return enterPin();
    default: return;
    }
}

void Session::enterPin() {
    if (!pinSet() || pinWaits() || m_pin.empty()) return;
    bool const right = m_services->pinRight(m_pin);
    std::fill(m_pin.begin(), m_pin.end(), '\0');
    m_pin.clear();
    touched();
    if (!right) {
        m_wrongPins = std::min(m_wrongPins + 1, 6); // 2^6 is past the longest wait
        m_pinOpen = m_clock->steady() + std::min<seconds>(LongestPinWait, seconds(1LL << m_wrongPins));
        base::logWarning("wrong staff PIN");
        return;
    }
    m_wrongPins = 0;
    m_pinOpen = m_clock->steady();
    m_desk.open();
    if (m_show) return backFromShow();
    go(Screen::Staff);
}

bool Session::askingPassphrase() const {
    return m_screen == Screen::Staff && m_desk.page() == DeskPage::Passphrase && !m_desk.running();
}

void Session::pressPassphrase(Act const& act) {
    Unlock& unlock = m_desk.unlocking();
    switch (act.verb) {
    case Verb::Key: return unlock.type(act.value);
    case Verb::Erase: return unlock.erase();
    case Verb::Layer: return unlock.turnLayer(act.value);
    case Verb::TurnEye: return unlock.turnEye();
    case Verb::Unlock:
        m_desk.unlock();
        scroll = 0;
        return;
    default: return;
    }
}

void Session::pressStaff(Act const& act) {
    if (askingPassphrase()) pressPassphrase(act);
    if (pressThings(act)) return;
    switch (act.verb) {
    case Verb::StopTask: return m_desk.stop();
    case Verb::Desk: m_desk.turn(act.value); return go(Screen::Staff);
    case Verb::Export:
    case Verb::ExportAll:
        m_desk.exportTo(act.value, act.verb == Verb::ExportAll);
        scroll = 0;
        return;
    case Verb::ExportRefused:
        m_desk.exportRefused(act.value);
        scroll = 0;
        return;
    case Verb::SendNow: return m_desk.sendNow();
    case Verb::Retry: return m_desk.retry(act.value);
    case Verb::Pull:
        m_desk.pull();
        scroll = 0;
        return;
    case Verb::ExportReadable: m_desk.exportReadable(act.value); return go(Screen::Staff);
    case Verb::Ask:
        if (act.value == "purge") m_dialog = Dialog::Purge;
        if (act.value == "give_back" && m_desk.allExported()) m_dialog = Dialog::GiveBack;
        if (m_desk.page() != DeskPage::Bundles || waiting() > 0) return;
        if (act.value == "load" && m_desk.choose(act.ref)) m_dialog = Dialog::LoadEvent;
        if (act.value == "former" && m_desk.around() && m_desk.around()->former &&
            !m_desk.around()->former->trouble)
            m_dialog = Dialog::FormerEvent;
        return;
    case Verb::Confirm:
        if (m_dialog == Dialog::GiveBack) {
            m_dialog = Dialog::GiveBackLast;
            return;
        }
        if (m_dialog == Dialog::Purge) m_desk.begin({Task::Kind::Purge});
        if (m_dialog == Dialog::GiveBackLast) m_desk.begin({Task::Kind::GiveBack});
        if (m_dialog == Dialog::LoadEvent) m_desk.load();
        if (m_dialog == Dialog::FormerEvent) m_desk.begin({Task::Kind::GoBack});
        m_dialog = Dialog::None;
        return;
    case Verb::Assist:
        if (!m_event->assist || m_event->questionnaires.empty()) return;
        m_assist.emplace();
        return askStaff();
    case Verb::Quit: m_dialog = Dialog::Quit; return;
    case Verb::QuitYes:
        if (m_dialog == Dialog::Quit) m_quit = true;
        return;
    default: return;
    }
}

void Session::taskDone(base::Result<TaskDone> outcome) {
    touched();
    // Whoever works through a list stays where they are in it.
    bool const stays = m_desk.running() == Task::Kind::Retry && outcome;
    m_desk.done(std::move(outcome));
    if (m_desk.replaced()) m_quit = true;
    if (!stays) scroll = 0;
}

} // namespace huibiao::kiosk
