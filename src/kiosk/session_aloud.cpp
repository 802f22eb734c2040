#include "kiosk/aloud.h"
#include "kiosk/session.h"

namespace huibiao::kiosk {

std::vector<Utterance> Session::toRead() const {
    if (!m_services->speaker || !m_survey) return {};
    if (m_screen == Screen::Survey) return utterances(*m_survey);
    if (m_screen == Screen::Consent) return utterances(m_event->visits.consent);
    return {}; // not the page that checks: it holds the answers
}

bool Session::canRead() const {
    auto const all = toRead();
    return !all.empty() && m_services->speaker->canRead(all);
}

void Session::readAloud() {
    if (reading()) return hush();
    if (canRead()) m_services->speaker->read(toRead());
}

void Session::hush() {
    if (m_services->speaker) m_services->speaker->stop();
}

} // namespace huibiao::kiosk
