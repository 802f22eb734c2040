#include "report/internal/spss_columns.h"

#include "sheet/csv.h"

#include <algorithm>

namespace huibiao::report::internal {

namespace {

using form::QuestionKind;
using Kind = SpssColumn::Kind;

/// Those before the questions, in the order of their headings.
std::vector<SpssColumn> fixedColumns(bool repeat, base::Language words) {
    if (repeat)
        return {{"parent_key", "", "", Kind::Text, 1, {}},
                {"key", "", "", Kind::Text, 1, {}},
                {"number", "", "", Kind::Whole, 1, {}}};
    bool const zh = words == base::Language::Chinese;
    return {{"seq", "", "", Kind::Whole, 1, {}},
            {"instance_id", "", "", Kind::Text, 1, {}},
            {"submitted_at", "", "", Kind::DateTime, 1, {}},
            {"clock_trusted", "", "", Kind::Choice, 1, {{"1", zh ? "是" : "yes"}, {"0", zh ? "否" : "no"}}},
            {"form_version", "", "", Kind::Text, 1, {}}};
}

Kind kindOf(Question const& question) {
    switch (question.kind) {
    case QuestionKind::Integer: return Kind::Whole;
    case QuestionKind::Decimal:
    case QuestionKind::Range: return Kind::Decimal;
    case QuestionKind::Date: return Kind::Date;
    case QuestionKind::DateTime: return Kind::DateTime;
    case QuestionKind::SelectOne: return question.choices.empty() ? Kind::Text : Kind::Choice;
    default: return Kind::Text;
    }
}

} // namespace

void Texts::add(std::string const& text) {
    ++count;
    if (text.size() >= bytes) bytes = std::max(bytes, sheet::csvText(text).size());
}

std::vector<SpssColumn> spssColumns(Table const& table, std::vector<Texts> const& texts,
                                    base::Language words) {
    std::vector<SpssColumn> columns = fixedColumns(!table.repeat.empty(), words);
    for (Question const& question : table.questions) {
        std::string const field = question.path.substr(1);
        columns.push_back({field, "", "", kindOf(question), 1, question.choices});
        if (!question.split) continue;
        Kind const kind = question.kind == QuestionKind::Rank ? Kind::Place : Kind::Mark;
        for (auto const& [value, label] : question.choices)
            columns.push_back({field, value, "", kind, 1, {}});
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].label = table.headings[i];
        columns[i].bytes = texts[i].bytes;
        if (texts[i].count > 0 && columns[i].kind != Kind::Choice) columns[i].kind = Kind::Text;
    }
    return columns;
}

} // namespace huibiao::report::internal
