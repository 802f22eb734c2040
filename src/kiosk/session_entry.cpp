#include "kiosk/session.h"

#include <charconv>

namespace huibiao::kiosk {

bool Session::entering() const {
    if (m_screen != Screen::Survey || !m_survey) return false;
    form::Question const* const question = m_survey->focused();
    return question != nullptr && question->kind == form::QuestionKind::Text && !question->readOnly;
}

void Session::write(std::string const& text) {
    if (text.empty()) return;
    m_survey->type(text);
    reveal = m_survey->focus();
}

void Session::settle() {
    if (m_entry.pending() && entering()) write(m_entry.settle());
    m_entry.clear();
}

void Session::pressEntry(Act const& act) {
    if (!entering()) return;
    std::size_t index = 0;
    std::from_chars(act.value.data(), act.value.data() + act.value.size(), index);
    switch (act.verb) {
    case Verb::Mode:
        settle();
        m_layer.clear();
        for (EntryMode const mode : m_entry.modes())
            if (name(mode) == act.value) m_entry.choose(mode);
        return;
    case Verb::Candidate: return write(m_entry.take(index));
    case Verb::Candidates: return m_entry.showFrom(index);
    case Verb::UndoStroke: static_cast<void>(m_entry.undoStroke()); return;
    case Verb::ClearInk: return m_entry.clear();
    default: return;
    }
}

void Session::stroke(std::string_view pad, std::vector<draw::Point> const& points, draw::Size size,
                     base::SteadyTime began) {
    touched();
    if (m_dialog != Dialog::None || m_screen != Screen::Survey || !m_survey || points.empty()) return;
    constexpr std::string_view Drawing = "draw:";
    if (pad.starts_with(Drawing)) {
        settle();
        return m_survey->draw(pad.substr(Drawing.size()), points, size);
    }
    if (pad != "pad" || !entering() || mode() != EntryMode::Hand) return;
    ink::Stroke stroke;
    for (draw::Point const& p : points) stroke.push_back({p.x, p.y});
    bool const rested = began - m_strokeEnded > Rest;
    m_strokeEnded = m_clock->steady();
    write(m_entry.stroke(stroke, rested));
}

} // namespace huibiao::kiosk
