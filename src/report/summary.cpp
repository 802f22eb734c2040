#include "report/summary.h"

#include <fmt/format.h>

namespace huibiao::report {

namespace {

using figures::QuestionFigures;

sheet::Value share(std::size_t part, std::size_t whole) {
    if (whole == 0) return {};
    return sheet::PercentCell{static_cast<double>(part) / static_cast<double>(whole)};
}

sheet::Value whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

/// A row for something that has a value of its own and no share.
void addValue(sheet::NewSheet& sheet, QuestionFigures const& question, char const* name, sheet::Value value) {
    std::vector<sheet::Value> row{question.heading, std::string(name)};
    row.resize(6);
    row[5] = whole(question.base);
    row.emplace_back();
    if (question.base > 0) row.push_back(std::move(value));
    sheet.rows.push_back(std::move(row));
}

void addChoices(sheet::NewSheet& sheet, QuestionFigures const& question, bool zh) {
    bool const several = question.kind == QuestionFigures::Kind::SeveralChoices;
    bool const ranking = question.kind == QuestionFigures::Kind::Ranking;
    for (figures::ChoiceCount const& choice : question.choices) {
        std::string label = choice.label;
        if (choice.unknown) label += zh ? "（表单里没有的选项）" : " (not in the form)";
        if (ranking) label += zh ? "（排第一；数值为平均名次）" : " (put first; value: mean place)";
        sheet.rows.push_back({question.heading, std::move(label), whole(choice.people),
                              share(choice.people, question.base),
                              several ? share(choice.people, question.votes) : sheet::Value(),
                              whole(question.base), several ? whole(question.votes) : sheet::Value()});
        if (ranking && choice.placed > 0)
            sheet.rows.back().emplace_back(static_cast<double>(choice.places) /
                                           static_cast<double>(choice.placed));
    }
}

} // namespace

sheet::NewSheet summarySheet(figures::Summary const& summary, base::Language words) {
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
        switch (question.kind) {
        case QuestionFigures::Kind::OneChoice:
        case QuestionFigures::Kind::SeveralChoices:
        case QuestionFigures::Kind::Ranking: addChoices(sheet, question, zh); break;
        case QuestionFigures::Kind::Number: {
            double const mean = question.base == 0 ? 0 : question.sum / static_cast<double>(question.base);
            addValue(sheet, question, zh ? "平均值" : "mean", mean);
            addValue(sheet, question, zh ? "最小值" : "least", question.least);
            addValue(sheet, question, zh ? "最大值" : "most", question.most);
            break;
        }
        case QuestionFigures::Kind::Moment:
            addValue(sheet, question, zh ? "最早" : "first", question.first);
            addValue(sheet, question, zh ? "最晚" : "last", question.last);
            break;
        case QuestionFigures::Kind::Texts:
        case QuestionFigures::Kind::Filled: break;
        }
    }
    return sheet;
}

} // namespace huibiao::report
