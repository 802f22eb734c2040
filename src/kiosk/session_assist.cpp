#include "base/log.h"
#include "kiosk/session.h"
#include "kiosk/words.h"

#include <utility>

namespace huibiao::kiosk {

void Session::keepPartial() {
    if (!m_event->visits.keepPartial || !m_survey || m_assist || m_keepFailed) return;
    auto partial = m_survey->partial();
    if (!partial) return;
    auto const kept = m_services->keep(*partial);
    if (kept) return;
    base::logError(kept.error().text(base::Language::English));
    m_pending.push_back(std::move(*partial));
}

void Session::askStaff() {
    auto survey = Survey::begin(*m_event->assist, *m_clock, std::nullopt, {{}, m_services->deviceId});
    if (!survey) {
        base::logError(survey.error().text(base::Language::English));
        m_message = say::CannotBegin.in(m_staff);
        m_assist.reset();
        return go(Screen::Message);
    }
    m_survey.emplace(std::move(*survey));
    form::Form const& form = m_event->assist->form;
    for (std::size_t i = 0; i < form.languages().size(); ++i)
        if (wordsFor(form, i) == m_staff) m_survey->setLanguage(i);
    m_survey->answer("method", m_assist->method);
    m_survey->answer("interviewer", m_assist->interviewer);
    m_survey->answer("place", m_assist->place);
    m_askingStaff = true;
    go(Screen::Survey);
}

void Session::staffTold() {
    m_assist->method = m_survey->answerTo("method");
    m_assist->interviewer = m_survey->answerTo("interviewer");
    m_assist->place = m_survey->answerTo("place");
    m_assist->told = true;
    assistPage();
}

void Session::assistPage() {
    forgetAnswers();
    go(Screen::Assist);
}

void Session::pressAssist(Act const& act) {
    switch (act.verb) {
    case Verb::Assist: return askStaff();
    case Verb::AssistNext:
        go(Screen::Start);
        if (m_event->questionnaires.size() == 1) startForm(0);
        return;
    default: return;
    }
}

} // namespace huibiao::kiosk
