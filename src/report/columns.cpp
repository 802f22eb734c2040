#include "report/internal/columns.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace huibiao::report::internal {

namespace {

std::vector<std::string> fixedHeadings(bool repeat, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    if (repeat)
        return zh ? std::vector<std::string>{"所属", "键", "第几个"}
                  : std::vector<std::string>{"Parent key", "Key", "Number"};
    return zh ? std::vector<std::string>{"序号", "编号", "提交时间", "时钟可信", "表单版本"}
              : std::vector<std::string>{"No.", "Instance ID", "Submitted at", "Clock trusted",
                                         "Form version"};
}

std::string oneLine(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return base::trim(text);
}

bool splits(Question const& question) {
    bool const several =
        question.kind == form::QuestionKind::SelectMultiple || question.kind == form::QuestionKind::Rank;
    return several && !question.choices.empty() && question.choices.size() <= maxSplit;
}

Question questionOf(form::CatalogEntry const& entry, std::size_t language) {
    Question question;
    question.path = innerPath(entry.path);
    question.name = entry.name;
    question.kind = entry.kind;
    question.asked = entry.asked;
    if (language < entry.labels.size()) question.label = oneLine(entry.labels[language]);
    for (form::CatalogChoice const& choice : entry.choices) {
        std::string label = language < choice.labels.size() ? oneLine(choice.labels[language]) : "";
        if (label.empty()) label = choice.value;
        // A cascade may list a value under several parents.
        if (question.choiceOf.emplace(choice.value, question.choices.size()).second)
            question.choices.emplace_back(choice.value, std::move(label));
    }
    question.split = splits(question);
    return question;
}

} // namespace

std::string innerPath(std::string_view path) {
    std::string out;
    bool first = true;
    for (std::string const& step : base::split(path, '/')) {
        if (step.empty()) continue;
        if (!std::exchange(first, false)) out += "/" + step.substr(step.find(':') + 1);
    }
    return out;
}

bool Table::add(Question question) {
    bool const fresh = byPath.emplace(question.path, questions.size()).second;
    if (fresh) questions.push_back(std::move(question));
    return fresh;
}

void Table::join(Question question) {
    auto const found = byPath.find(question.path);
    if (found == byPath.end()) {
        add(std::move(question));
        return;
    }
    Question& known = questions[found->second];
    for (auto& [value, label] : question.choices)
        if (known.choiceOf.emplace(value, known.choices.size()).second)
            known.choices.emplace_back(value, std::move(label));
    known.split = splits(known);
}

void Table::fixColumns(base::Language words) {
    headings = fixedHeadings(!repeat.empty(), words);
    std::map<std::string, int> labels;
    std::map<std::string, int> named;
    for (std::string const& heading : headings) ++labels[heading];
    auto const label = [](Question const& q) { return q.label.empty() ? q.name : q.label; };
    auto const labelAndName = [&](Question const& q) { return fmt::format("{} ({})", label(q), q.name); };
    for (Question const& question : questions) {
        ++labels[label(question)];
        ++named[labelAndName(question)];
    }
    std::set<std::string> taken(headings.begin(), headings.end());
    auto const unique = [&](std::string wanted) {
        std::string heading = wanted;
        for (int i = 2; !taken.insert(heading).second; ++i) heading = fmt::format("{} {}", wanted, i);
        return heading;
    };
    for (Question& question : questions) {
        std::string heading = label(question);
        if (labels[heading] > 1) heading = labelAndName(question);
        if (labels[label(question)] > 1 && named[heading] > 1)
            heading = fmt::format("{} ({})", label(question), question.path.substr(1));
        question.heading = unique(std::move(heading));
        question.column = headings.size();
        headings.push_back(question.heading);
        if (!question.split) continue;
        char const* const colon = words == base::Language::Chinese ? "：" : ": ";
        for (auto const& [value, text] : question.choices)
            headings.push_back(unique(question.heading + colon + text));
    }
}

std::vector<Table> tablesOf(form::Form const& form, std::size_t language) {
    std::vector<Table> tables(1);
    for (form::CatalogEntry const& entry : form::catalog(form)) {
        if (entry.kind == form::QuestionKind::Note && entry.asked) continue;
        std::string const path = innerPath(entry.path);
        if (path == "/meta/instanceID") continue;
        std::string const repeat = innerPath(entry.repeat);
        auto table =
            std::find_if(tables.begin(), tables.end(), [&](Table const& t) { return t.repeat == repeat; });
        if (table == tables.end()) {
            tables.emplace_back();
            tables.back().repeat = repeat;
            table = tables.end() - 1;
        }
        table->add(questionOf(entry, language));
    }
    return tables;
}

std::vector<Question> assistedQuestions(base::Language words) {
    bool const zh = words == base::Language::Chinese;
    Question how;
    how.path = "/meta/method";
    how.name = "method";
    how.label = zh ? "填写方式" : "How";
    how.kind = form::QuestionKind::SelectOne;
    how.choices = zh ? std::vector<std::pair<std::string, std::string>>{{"visit", "走访调查"},
                                                                        {"phone", "电话回访"},
                                                                        {"help", "现场代填"}}
                     : std::vector<std::pair<std::string, std::string>>{
                           {"visit", "Visit"}, {"phone", "Telephone"}, {"help", "Help on site"}};
    for (std::size_t i = 0; i < how.choices.size(); ++i) how.choiceOf.emplace(how.choices[i].first, i);
    Question who;
    who.path = "/meta/interviewer";
    who.name = "interviewer";
    who.label = zh ? "调查员" : "Interviewer";
    Question where;
    where.path = "/meta/place";
    where.name = "place";
    where.label = zh ? "地点" : "Place";
    who.asked = where.asked = false;
    return {how, who, where};
}

} // namespace huibiao::report::internal
