#include "report/internal/figures.h"

#include "base/utf8.h"
#include "report/internal/cells.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace huibiao::report::internal {

using form::QuestionKind;
using Kind = figures::QuestionFigures::Kind;

namespace {

Kind kindOf(Question const& question) {
    switch (question.kind) {
    case QuestionKind::Integer:
    case QuestionKind::Decimal:
    case QuestionKind::Range: return Kind::Number;
    case QuestionKind::SelectOne:
    case QuestionKind::Acknowledge: return Kind::OneChoice;
    case QuestionKind::SelectMultiple: return Kind::SeveralChoices;
    case QuestionKind::Rank: return Kind::Ranking;
    case QuestionKind::Date:
    case QuestionKind::Time:
    case QuestionKind::DateTime: return Kind::Moment;
    case QuestionKind::Text: return Kind::Texts;
    case QuestionKind::Image:
    case QuestionKind::Note:
    case QuestionKind::Unsupported: return Kind::Filled;
    }
    return Kind::Filled;
}

/// XForms has no mark for a question that names people, so its words must tell. What is withheld by mistake
/// still stands in the tables.
bool namesPeople(Question const& question) {
    static constexpr std::array<std::string_view, 20> words{
        "姓名", "名字", "称呼",   "电话", "手机",  "联系方式", "身份证", "证件号", "住址",    "地址",
        "门牌", "邮箱", "微信号", "qq",   "phone", "mobile",   "e-mail", "email",  "address", "your name"};
    std::string const label = base::lowerAscii(question.label);
    auto const says = [&](std::string_view word) { return label.find(word) != std::string::npos; };
    static constexpr std::array<std::string_view, 8> names{"name",    "phone", "mobile",  "tel",
                                                           "address", "email", "id_card", "idcard"};
    return std::any_of(words.begin(), words.end(), says) ||
           std::find(names.begin(), names.end(), base::lowerAscii(question.name)) != names.end();
}

bool isDay(std::string_view text) {
    for (std::size_t i = 0; i < 10; ++i)
        if (i >= text.size() || (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9'))
            return false;
    return true;
}

bool isHour(std::string_view text) {
    return text.size() >= 5 && text[2] == ':' && text[0] >= '0' && text[0] <= '2' && text[1] >= '0' &&
           text[1] <= '9';
}

} // namespace

bool Figures::has(Question const& question) {
    if (!question.known) return false;
    Kind const kind = kindOf(question);
    return question.asked || kind == Kind::Number || kind == Kind::OneChoice || kind == Kind::SeveralChoices;
}

void Figures::count(Question const& question, std::string_view answer, std::uint64_t row) {
    if (answer.empty()) return;
    bool const again = m_base > 0 && row == m_row;
    std::size_t const before = m_base;
    switch (kindOf(question)) {
    case Kind::Number: countNumber(answer); break;
    case Kind::OneChoice:
    case Kind::SeveralChoices:
    case Kind::Ranking: countChoices(question, answer, again); break;
    case Kind::Moment: countMoment(answer); break;
    case Kind::Texts: countText(answer); break;
    case Kind::Filled: ++m_base; break;
    }
    bool const texts = kindOf(question) == Kind::Texts || kindOf(question) == Kind::Number;
    if (again && !texts) m_base = before; // numbers and texts are each counted
    m_row = row;
}

void Figures::countNumber(std::string_view answer) {
    double value = 0;
    if (!readNumber(answer, value) || !std::isfinite(value)) return;
    m_least = m_base == 0 ? value : std::min(m_least, value);
    m_most = m_base == 0 ? value : std::max(m_most, value);
    m_sum += value;
    ++m_base;
    if (m_tooMany) return;
    ++m_numbers[value];
    m_tooMany = m_numbers.size() > MostDifferent;
}

void Figures::countChoices(Question const& question, std::string_view answer, bool again) {
    bool const one = question.kind == QuestionKind::SelectOne || question.kind == QuestionKind::Acknowledge;
    std::vector<std::string_view> const values =
        one ? std::vector<std::string_view>{answer} : valuesOf(answer);
    if (values.empty()) return;
    ++m_base;
    if (!again) m_chosen.clear();
    for (std::string_view const value : values) {
        if (std::find(m_chosen.begin(), m_chosen.end(), value) != m_chosen.end()) continue;
        m_chosen.emplace_back(value);
        auto found = m_people.find(value);
        if (found == m_people.end()) found = m_people.emplace(value, Tally{}).first;
        if (question.kind == QuestionKind::Rank) {
            found->second.people += m_chosen.size() == 1 ? 1 : 0;
            ++found->second.placed;
            found->second.places += m_chosen.size();
        } else {
            ++found->second.people;
            ++m_votes;
        }
    }
}

void Figures::countMoment(std::string_view answer) {
    bool const day = isDay(answer);
    if (!day && !isHour(answer)) return;
    // "2023-05-18T09:30:00.000+08:00": as it was on site, to the minute.
    std::string shown(answer.substr(0, day ? 16 : 5));
    if (shown.size() > 10) shown[10] = ' ';
    if (day && shown.size() < 16) shown.resize(10);
    if (m_base == 0 || shown < m_first) m_first = shown;
    if (m_base == 0 || shown > m_last) m_last = shown;
    ++m_base;
    if (m_tooMany) return;
    ++m_moments[shown.substr(0, day ? 10 : 2)];
    m_tooMany = m_moments.size() > MostDifferent;
}

void Figures::countText(std::string_view answer) {
    std::string text = base::trim(answer);
    if (text.empty()) return;
    ++m_base;
    m_texts.push_front(std::move(text));
    if (m_texts.size() > figures::MostTexts) m_texts.pop_back();
}

void Figures::addChoices(Question const& question, base::Language words,
                         figures::QuestionFigures& out) const {
    auto const add = [&](std::string const& label, Tally const& tally, bool unknown) {
        out.choices.push_back({label, tally.people, unknown, tally.placed, tally.places});
    };
    if (question.kind == QuestionKind::Acknowledge)
        return add(words == base::Language::Chinese ? "已确认" : "Confirmed", {.people = m_base}, false);
    for (auto const& [value, label] : question.choices) {
        auto const found = m_people.find(value);
        add(label, found == m_people.end() ? Tally{} : found->second, false);
    }
    // Where the choices come from other answers the form names none.
    for (auto const& [value, tally] : m_people)
        if (!question.choiceOf.contains(value)) add(value, tally, !question.choices.empty());
}

figures::QuestionFigures Figures::result(Question const& question, base::Language words) const {
    figures::QuestionFigures out;
    out.kind = kindOf(question);
    out.heading = question.heading;
    out.path = question.path;
    out.asked = question.asked;
    out.base = m_base;
    out.votes = m_votes;
    switch (out.kind) {
    case Kind::OneChoice:
    case Kind::SeveralChoices:
    case Kind::Ranking: addChoices(question, words, out); break;
    case Kind::Number:
        out.sum = m_sum;
        out.least = m_least;
        out.most = m_most;
        if (!m_tooMany) out.stretches = stretchesOf(m_numbers);
        break;
    case Kind::Moment:
        out.first = m_first;
        out.last = m_last;
        if (!m_tooMany) out.stretches = stretchesOf(m_moments, words);
        break;
    case Kind::Texts:
        out.withheld = namesPeople(question);
        if (!out.withheld) out.texts.assign(m_texts.begin(), m_texts.end());
        break;
    case Kind::Filled: break;
    }
    return out;
}

} // namespace huibiao::report::internal
