#include "base/utf8.h"
#include "kiosk/survey.h"
#include "kiosk/typing.h"

#include <algorithm>
#include <utility>

// What some types of question need of a survey beyond a value: halves of an order, panels, instances.
namespace huibiao::kiosk {

using form::Page;
using form::Question;

bool headsTable(Question const& question) {
    return question.has("label") && !question.choices.empty();
}

std::string instanceNumber(std::string_view ref) {
    auto const close = ref.rfind(']');
    auto const open = ref.rfind('[');
    if (close == std::string_view::npos || open == std::string_view::npos || open > close) return {};
    return std::string(ref.substr(open + 1, close - open - 1));
}

void Survey::rank(Question const& question, std::string_view value) {
    std::vector<std::string> order = tokens(shown(question));
    auto const at = std::find(order.begin(), order.end(), value);
    if (at == order.end())
        order.emplace_back(value);
    else
        order.erase(at, order.end()); // those behind it were placed after it
    m_faults.erase(question.ref);
    std::string const draft = base::join(order, " ");
    bool const whole = order.size() == question.choices.size();
    // The form takes a whole order only; half of one is held here.
    auto const fault = m_filling.answer(question.ref, whole ? draft : "");
    if (fault && whole) found(*fault, true);
    std::string& held = m_drafts[question.ref];
    wipe(held);
    held = draft;
    if (whole || order.empty()) m_drafts.erase(question.ref);
    refresh();
}

void Survey::clear(std::string_view ref) {
    auto const question = m_filling.question(ref);
    if (!question || question->readOnly) return;
    m_faults.erase(question->ref);
    if (auto const draft = m_drafts.find(question->ref); draft != m_drafts.end()) {
        wipe(draft->second);
        m_drafts.erase(draft);
    }
    static_cast<void>(m_filling.answer(ref, ""));
    refresh();
}

void Survey::open(std::string_view ref, std::string_view panel, input::Engine const* engine) {
    m_focus.clear();
    m_search.reset();
    m_opened = Opened{std::string(ref), std::string(panel)};
    Question const* const question = openedQuestion();
    if (question == nullptr)
        m_opened.reset();
    else if (panel == "list" && isLong(*question))
        m_search.emplace(*question, engine);
}

void Survey::shut() {
    m_opened.reset();
    m_search.reset();
}

Question const* Survey::openedQuestion() const {
    if (!m_opened || m_pages.empty()) return nullptr;
    auto const& questions = page().questions;
    auto const found = std::find_if(questions.begin(), questions.end(),
                                    [&](Question const& q) { return q.ref == m_opened->ref; });
    return found == questions.end() ? nullptr : &*found;
}

std::optional<Survey::Instance> Survey::instance() const {
    if (m_pages.empty() || page().kind != Page::Kind::Questions) return std::nullopt;
    std::string const& ref = page().ref;
    std::string number = instanceNumber(ref);
    if (number.empty()) return std::nullopt;
    std::string const repeat = ref.substr(0, ref.rfind('['));
    // Only where the person may say whether there is another one may one be taken away.
    bool const removable = std::any_of(m_pages.begin(), m_pages.end(), [&](Page const& p) {
        return p.kind == Page::Kind::RepeatPrompt && p.ref == repeat;
    });
    return Instance{ref.substr(0, ref.rfind(']') + 1), std::move(number), removable};
}

void Survey::removeRepeat(std::string_view instanceRef) {
    if (!m_filling.removeRepeat(instanceRef)) return;
    // The drafts' places have moved up by one.
    for (auto& [ref, draft] : m_drafts) wipe(draft);
    m_drafts.clear();
    std::string const repeat(instanceRef.substr(0, instanceRef.rfind('[')));
    refresh();
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (m_pages[i].ref == repeat) return enter(i);
    if (!m_pages.empty()) enter(m_position);
}

std::optional<form::Submission> Survey::partial() {
    attachDrawings();
    auto const given = answers();
    if (std::none_of(given.begin(), given.end(), [](Answer const& answer) { return !answer.text.empty(); }))
        return std::nullopt;
    return m_filling.partial();
}

std::string Survey::answerTo(std::string_view field) const {
    for (form::Page const& page : m_pages)
        for (form::Question const& question : page.questions)
            if (question.ref.substr(question.ref.rfind('/') + 1) == field) return question.value;
    return {};
}

void Survey::answer(std::string_view field, std::string_view value) {
    for (form::Page const& page : m_pages)
        for (form::Question const& question : page.questions)
            if (question.ref.substr(question.ref.rfind('/') + 1) == field) {
                std::string const ref = question.ref;
                static_cast<void>(m_filling.answer(ref, value));
                return refresh();
            }
}

} // namespace huibiao::kiosk
