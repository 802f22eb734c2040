#include "kiosk/survey.h"

#include "base/utf8.h"
#include "form/catalog.h"
#include "kiosk/moment.h"
#include "kiosk/typing.h"
#include "kiosk/wipe.h"
#include "kiosk/words.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

using form::Page;
using form::Question;
using form::QuestionKind;

namespace {

bool typed(QuestionKind kind) {
    return kind == QuestionKind::Text || kind == QuestionKind::Integer || kind == QuestionKind::Decimal;
}

bool asks(Page const& page) {
    return page.kind == Page::Kind::Questions &&
           std::any_of(page.questions.begin(), page.questions.end(), [](Question const& q) {
               return q.kind != QuestionKind::Note && !q.readOnly && !headsTable(q);
           });
}

bool hasHan(std::string_view text) {
    auto const points = base::decode(text);
    return std::any_of(points.begin(), points.end(), base::isHan);
}

} // namespace

bool canAsk(QuestionKind kind, std::vector<std::string> const& appearance) {
    switch (kind) {
    case QuestionKind::Note:
    case QuestionKind::SelectOne:
    case QuestionKind::SelectMultiple:
    case QuestionKind::Integer:
    case QuestionKind::Decimal:
    case QuestionKind::Text:
    case QuestionKind::Date:
    case QuestionKind::Time:
    case QuestionKind::DateTime:
    case QuestionKind::Range:
    case QuestionKind::Rank:
    case QuestionKind::Acknowledge: return true;
    case QuestionKind::Unsupported: return false;
    case QuestionKind::Image:
        // Annotating takes a picture that nobody here has taken.
        return std::any_of(appearance.begin(), appearance.end(),
                           [](std::string const& word) { return word == "signature" || word == "draw"; });
    }
    return false;
}

base::Language wordsFor(form::Form const& form, std::size_t language) {
    form::FormLanguage const& it = form.languages().at(language);
    std::string const code = base::lowerAscii(it.code);
    std::string const name = base::lowerAscii(it.name);
    if (code.starts_with("zh") || hasHan(name) || name.starts_with("chinese")) return base::Language::Chinese;
    if (code.empty() && (name.empty() || name == "default") && hasHan(form.title()))
        return base::Language::Chinese;
    return base::Language::English;
}

std::string languageLabel(form::Form const& form, std::size_t language) {
    std::string const& name = form.languages().at(language).name;
    std::string const label = base::trim(name.substr(0, name.find('(')));
    if (!label.empty() && label != "default") return label;
    return wordsFor(form, language) == base::Language::Chinese ? "中文" : "English";
}

base::Result<Survey> Survey::begin(event::Questionnaire const& questionnaire, base::Clock const& clock,
                                   std::optional<std::size_t> language, Where where) {
    form::Surroundings surroundings;
    surroundings.clock = &clock;
    surroundings.userName = std::move(where.userName);
    surroundings.deviceId = std::move(where.deviceId);
    auto filling = form::Filling::begin(questionnaire.form, std::move(surroundings));
    if (!filling) return base::pass(filling);
    Survey survey(questionnaire, std::move(*filling), clock);
    if (language && *language < questionnaire.form.languages().size())
        survey.m_filling.setLanguage(*language);
    // Said before the first question, not in the middle: even where it would be asked of some only.
    auto const all = form::catalog(questionnaire.form);
    survey.m_refused = std::any_of(all.begin(), all.end(), [](form::CatalogEntry const& entry) {
        return entry.asked && entry.required && !canAsk(entry.kind, entry.appearance);
    });
    survey.refresh();
    if (survey.m_pages.empty() && !survey.m_blocked)
        return base::fail(base::Kind::Unsupported,
                          {"问卷里没有这块屏幕能问的题", "the form has no question that this screen can ask"},
                          questionnaire.file.string());
    survey.enter(0);
    return survey;
}

Survey::Survey(event::Questionnaire const& questionnaire, form::Filling filling, base::Clock const& clock)
    : m_questionnaire(&questionnaire), m_clock(&clock), m_filling(std::move(filling)) {}

Survey::~Survey() {
    for (auto& [ref, draft] : m_drafts) wipe(draft);
}

base::Language Survey::words() const {
    return wordsFor(m_questionnaire->form, m_filling.language());
}

void Survey::setLanguage(std::size_t index) {
    if (index >= m_questionnaire->form.languages().size()) return;
    m_filling.setLanguage(index);
    refresh();
    // The messages are in the old language: ask again for those that are shown.
    auto const shownBefore = std::move(m_faults);
    m_faults.clear();
    for (auto const& [ref, message] : shownBefore)
        if (auto const fault = m_filling.check(ref)) found(*fault, true);
}

void Survey::refresh() {
    std::string const here = m_position < m_pages.size() ? m_pages[m_position].ref : std::string{};
    std::vector<Page> pages;
    m_blocked = m_refused;
    for (Page& page : m_filling.pages()) {
        std::erase_if(page.questions, [&](Question const& question) {
            if (canAsk(question.kind, question.appearance)) return false;
            if (question.required && question.value.empty()) m_blocked = true;
            return true;
        });
        if (page.kind == Page::Kind::RepeatPrompt || !page.questions.empty())
            pages.push_back(std::move(page));
    }
    m_pages = std::move(pages);
    // An answer may have added or removed pages before this one as well.
    auto const found =
        std::find_if(m_pages.begin(), m_pages.end(), [&](Page const& p) { return p.ref == here; });
    if (found != m_pages.end())
        m_position = static_cast<std::size_t>(found - m_pages.begin());
    else if (!m_pages.empty())
        m_position = std::min(m_position, m_pages.size() - 1);
    if (Question const* const question = openedQuestion(); question && m_search) m_search->follow(*question);
}

std::size_t Survey::number() const {
    if (m_pages.empty() || !asks(page())) return 0;
    return static_cast<std::size_t>(
        std::count_if(m_pages.begin(), m_pages.begin() + static_cast<std::ptrdiff_t>(m_position) + 1, asks));
}

std::size_t Survey::total() const {
    return static_cast<std::size_t>(std::count_if(m_pages.begin(), m_pages.end(), asks));
}

std::string Survey::shown(Question const& question) const {
    auto const draft = m_drafts.find(question.ref);
    return draft == m_drafts.end() ? question.value : draft->second;
}

Question const* Survey::focused() const {
    if (m_pages.empty() || m_focus.empty()) return nullptr;
    auto const& questions = page().questions;
    auto const found =
        std::find_if(questions.begin(), questions.end(), [&](Question const& q) { return q.ref == m_focus; });
    return found == questions.end() ? nullptr : &*found;
}

std::string const* Survey::fault(std::string_view ref) const {
    auto const found = m_faults.find(ref);
    return found == m_faults.end() ? nullptr : &found->second;
}

void Survey::found(form::Fault const& fault, bool now) {
    if (!now) return;
    auto const question = m_filling.question(fault.ref);
    m_faults[fault.ref] =
        !fault.message.empty()
            ? fault.message
            : say::fault(fault.kind, question ? question->kind : QuestionKind::Text, words());
}

void Survey::choose(std::string_view ref, std::string_view value) {
    auto const question = m_filling.question(ref);
    if (!question || question->readOnly) return;
    if (question->kind != QuestionKind::SelectMultiple) shut();
    if (question->kind == QuestionKind::Rank) return rank(*question, value);
    std::string next(value);
    if (question->kind == QuestionKind::SelectMultiple) {
        std::vector<std::string> values;
        for (form::Choice const& choice : question->choices)
            if (choice.selected != (choice.value == value)) values.push_back(choice.value);
        next = base::join(values, " ");
    } else if (question->kind == QuestionKind::Acknowledge && question->value == value) {
        next.clear();
    }
    m_faults.erase(std::string(ref));
    // A choice is whole the moment it is made, so what the form says about it may stand there at once.
    // A date on its way to the right one is not.
    if (auto const fault = m_filling.answer(ref, next))
        found(*fault, fault->kind != form::FaultKind::Required && !isMoment(question->kind));
    refresh();
}

void Survey::step(std::string_view ref, int by) {
    auto const question = m_filling.question(ref);
    if (!question || question->readOnly) return;
    auto const next = stepped(*question, by);
    if (!next) return;
    m_faults.erase(std::string(ref));
    if (auto const fault = m_filling.answer(ref, *next)) found(*fault, true);
    refresh();
}

void Survey::setFocus(std::string_view ref) {
    m_focus = ref;
}

void Survey::store(Question const& question, std::string draft) {
    m_faults.erase(question.ref);
    // Faults wait for 下一题: half a number is not yet a wrong one. One of the wrong type was not
    // stored, and neither may what stood there before.
    auto const fault = m_filling.answer(question.ref, draft);
    if (fault && fault->kind == form::FaultKind::Type) static_cast<void>(m_filling.answer(question.ref, ""));
    std::string& held = m_drafts[question.ref];
    wipe(held);
    held = std::move(draft);
    refresh();
}

void Survey::type(std::string_view utf8) {
    Question const* const question = focused();
    if (!question || question->readOnly || !typed(question->kind)) return;
    std::string const before = shown(*question);
    std::string const more = accepted(*question, before, utf8);
    if (!more.empty()) store(Question(*question), before + more);
}

void Survey::erase() {
    Question const* const question = focused();
    if (!question || question->readOnly) return;
    std::u32string text = base::decode(shown(*question));
    if (text.empty()) return;
    text.pop_back();
    store(Question(*question), base::encode(text));
}

void Survey::eraseAll() {
    Question const* const question = focused();
    if (question && !question->readOnly) store(Question(*question), {});
}

bool Survey::leavePage() {
    if (m_pages.empty()) return true;
    m_faults.clear();
    attachDrawings();
    std::string first;
    for (Question const& question : page().questions) {
        if (question.readOnly || headsTable(question)) continue;
        auto const draft = m_drafts.find(question.ref);
        bool const unstored = draft != m_drafts.end() && !draft->second.empty() && question.value.empty();
        if (unstored && question.kind == QuestionKind::Rank)
            m_faults[question.ref] =
                say::rankMissing(question.choices.size() - tokens(draft->second).size(), words());
        else if (unstored)
            found({question.ref, form::FaultKind::Type, {}}, true);
        else if (auto const fault = m_filling.check(question.ref))
            found(*fault, true);
        if (first.empty() && m_faults.contains(question.ref)) first = question.ref;
    }
    if (first.empty()) return true;
    if (auto const question = m_filling.question(first); question && typed(question->kind)) m_focus = first;
    return false;
}

void Survey::enter(std::size_t position) {
    m_position = position;
    m_faults.clear();
    // Half an order of preference waits for whoever comes back to it; half a number does not.
    for (auto held = m_drafts.begin(); held != m_drafts.end();) {
        auto const question = m_filling.question(held->first);
        if (question && question->kind == QuestionKind::Rank) {
            ++held;
            continue;
        }
        wipe(held->second);
        held = m_drafts.erase(held);
    }
    m_focus.clear();
    shut();
    // A page with one field and nothing else: the keyboard is there at once.
    if (m_pages.empty() || page().kind != Page::Kind::Questions || page().questions.size() != 1) return;
    Question const& only = page().questions.front();
    if (typed(only.kind) && !only.readOnly) m_focus = only.ref;
}

bool Survey::forward() {
    if (m_position + 1 >= m_pages.size()) return false;
    enter(m_position + 1);
    return true;
}

void Survey::backward() {
    attachDrawings();
    if (m_position > 0) enter(m_position - 1);
}

void Survey::last() {
    if (!m_pages.empty()) enter(m_pages.size() - 1);
}

void Survey::goTo(std::string_view pageRef) {
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (m_pages[i].ref == pageRef) return enter(i);
}

void Survey::addRepeat(std::string_view ref) {
    auto const added = m_filling.addRepeat(ref);
    if (!added) return;
    refresh();
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        std::string const& here = m_pages[i].ref;
        if (here == *added || here.starts_with(*added + "/")) return enter(i);
    }
}

std::vector<Survey::Answer> Survey::answers() const {
    std::vector<Answer> all;
    for (Page const& page : m_pages)
        for (Question const& question : page.questions)
            if (question.kind != QuestionKind::Note && !question.readOnly && !headsTable(question)) {
                std::string const number = instanceNumber(question.ref);
                all.push_back({page.ref, question.ref,
                               number.empty() ? question.label
                                              : question.label + " · " + say::repeatNumber(number, words()),
                               answerText(question, words())});
            }
    return all;
}

bool Survey::complete() {
    refresh();
    auto const faults = m_filling.checkAll();
    if (faults.empty()) return true;
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        for (Question const& question : m_pages[i].questions)
            if (question.ref == faults.front().ref) {
                enter(i);
                for (form::Fault const& fault : faults) found(fault, true);
                return false;
            }
    m_blocked = true; // the fault is on no page that can be shown
    return false;
}

} // namespace huibiao::kiosk
