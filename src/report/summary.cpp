#include "report/summary.h"

#include "report/internal/cells.h"
#include "report/internal/figures.h"

#include <algorithm>

namespace huibiao::report {

namespace internal {

using form::QuestionKind;

namespace {

bool isNumber(Question const& question) {
    return question.kind == QuestionKind::Integer || question.kind == QuestionKind::Decimal ||
           question.kind == QuestionKind::Range;
}

} // namespace

bool Figures::has(Question const& question) {
    return question.known && (isNumber(question) || question.kind == QuestionKind::SelectOne ||
                              question.kind == QuestionKind::SelectMultiple);
}

void Figures::count(Question const& question, std::string_view answer) {
    if (answer.empty()) return;
    if (isNumber(question)) {
        double number = 0;
        if (!readNumber(answer, number)) return;
        m_least = m_base == 0 ? number : std::min(m_least, number);
        m_most = m_base == 0 ? number : std::max(m_most, number);
        m_sum += number;
        ++m_base;
        return;
    }
    std::vector<std::string_view> values{answer};
    if (question.kind == QuestionKind::SelectMultiple) values = valuesOf(answer);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    ++m_base;
    m_votes += values.size();
    for (std::string_view const value : values) {
        auto const found = m_people.find(value);
        if (found == m_people.end())
            m_people.emplace(value, 1);
        else
            ++found->second;
    }
}

QuestionFigures Figures::result(Question const& question) const {
    QuestionFigures figures;
    figures.kind = isNumber(question)                              ? QuestionFigures::Kind::Number
                   : question.kind == QuestionKind::SelectMultiple ? QuestionFigures::Kind::SeveralChoices
                                                                   : QuestionFigures::Kind::OneChoice;
    figures.heading = question.heading;
    figures.path = question.path;
    figures.base = m_base;
    figures.votes = m_votes;
    figures.sum = m_sum;
    figures.least = m_least;
    figures.most = m_most;
    for (auto const& [value, label] : question.choices) {
        auto const found = m_people.find(value);
        figures.choices.push_back({label, found == m_people.end() ? 0 : found->second, false});
    }
    for (auto const& [value, people] : m_people)
        if (!question.choiceOf.contains(value)) figures.choices.push_back({value, people, true});
    return figures;
}

} // namespace internal

namespace {

sheet::Value share(std::size_t part, std::size_t whole) {
    if (whole == 0) return {};
    return sheet::PercentCell{static_cast<double>(part) / static_cast<double>(whole)};
}

sheet::Value whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

void addNumber(sheet::NewSheet& sheet, QuestionFigures const& question, bool zh) {
    std::pair<char const*, double> const lines[] = {
        {zh ? "平均值" : "mean", question.sum / static_cast<double>(std::max<std::size_t>(question.base, 1))},
        {zh ? "最小值" : "least", question.least},
        {zh ? "最大值" : "most", question.most}};
    for (auto const& [name, value] : lines) {
        std::vector<sheet::Value> row{question.heading, std::string(name)};
        row.resize(6);
        row[5] = whole(question.base);
        row.emplace_back();
        if (question.base > 0) row.emplace_back(value);
        sheet.rows.push_back(std::move(row));
    }
}

} // namespace

sheet::NewSheet summarySheet(Summary const& summary, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    sheet::NewSheet sheet;
    sheet.name = zh ? "汇总" : "Summary";
    sheet.headings =
        zh ? std::vector<std::string>{"问题",           "选项",     "人数",
                                      "占答题人数",     "占总票数", "基数（答题人数）",
                                      "基数（总票数）", "数值"}
           : std::vector<std::string>{"Question",        "Choice",         "People",
                                      "Share of people", "Share of votes", "Base (people who answered)",
                                      "Base (votes)",    "Value"};
    sheet.rows.push_back({std::string(zh ? "全部答卷" : "All submissions"), {}, whole(summary.submissions)});
    for (QuestionFigures const& question : summary.questions) {
        if (question.kind == QuestionFigures::Kind::Number) {
            addNumber(sheet, question, zh);
            continue;
        }
        bool const several = question.kind == QuestionFigures::Kind::SeveralChoices;
        for (ChoiceCount const& choice : question.choices) {
            std::string label = choice.label;
            if (choice.unknown) label += zh ? "（表单里没有的选项）" : " (not in the form)";
            sheet.rows.push_back({question.heading, std::move(label), whole(choice.people),
                                  share(choice.people, question.base),
                                  several ? share(choice.people, question.votes) : sheet::Value(),
                                  whole(question.base), several ? whole(question.votes) : sheet::Value()});
        }
    }
    return sheet;
}

} // namespace huibiao::report
