#include "figures/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace huibiao::figures {

namespace {

using Kind = QuestionFigures::Kind;

bool zh(base::Language words) {
    return words == base::Language::Chinese;
}

/// People in a question, or the parts that they filled.
std::string answered(QuestionFigures const& question, base::Language words) {
    if (question.repeated)
        return zh(words) ? fmt::format("{}组作答", question.base) : fmt::format("{} entries", question.base);
    return zh(words) ? fmt::format("{}人作答", question.base)
                     : fmt::format("{} {} answered", question.base, question.base == 1 ? "person" : "people");
}

std::string kindName(Kind kind, base::Language words) {
    switch (kind) {
    case Kind::OneChoice: return zh(words) ? "单选题" : "One choice";
    case Kind::SeveralChoices: return zh(words) ? "多选题" : "Several choices";
    case Kind::Ranking: return zh(words) ? "排序题" : "Ranking";
    case Kind::Number: return zh(words) ? "数字题" : "Number";
    case Kind::Moment: return zh(words) ? "时间题" : "Date or time";
    case Kind::Texts: return zh(words) ? "填空题" : "Free text";
    case Kind::Filled: return zh(words) ? "其他题型" : "Other";
    }
    return {};
}

std::string meanPlace(ChoiceCount const& choice) {
    if (choice.placed == 0) return "—";
    return fmt::format("{:.1f}", static_cast<double>(choice.places) / static_cast<double>(choice.placed));
}

std::size_t unchosen(QuestionFigures const& question) {
    if (question.choices.size() <= MostRows) return 0;
    return static_cast<std::size_t>(
        std::count_if(question.choices.begin(), question.choices.end(),
                      [](ChoiceCount const& choice) { return choice.people + choice.placed == 0; }));
}

} // namespace

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string share(std::size_t part, std::size_t whole) {
    if (whole == 0) return "—";
    return fmt::format("{:.1f}%", 100 * ratio(part, whole));
}

std::string number(double value) {
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string baseLine(QuestionFigures const& question, base::Language words) {
    std::string const base = answered(question, words);
    std::string line = zh(words) ? fmt::format("{}　基数：{}", kindName(question.kind, words), base)
                                 : fmt::format("{}. Base: {}", kindName(question.kind, words), base);
    if (question.base == 0) return line;
    switch (question.kind) {
    case Kind::SeveralChoices:
        return line + (zh(words) ? fmt::format("，共{}票", question.votes)
                                 : fmt::format(", {} votes", question.votes));
    case Kind::Number: {
        std::string const mean = number(question.sum / static_cast<double>(question.base));
        std::string const least = number(question.least);
        std::string const most = number(question.most);
        return line + (zh(words) ? fmt::format("；平均{}，最小{}，最大{}", mean, least, most)
                                 : fmt::format("; mean {}, least {}, most {}", mean, least, most));
    }
    case Kind::Moment:
        return line + (zh(words) ? fmt::format("；最早{}，最晚{}", question.first, question.last)
                                 : fmt::format("; from {} to {}", question.first, question.last));
    case Kind::Texts:
        if (!question.withheld) return line;
        return line + (zh(words) ? "；会写到个人信息，这里不列，见表格"
                                 : "; it names people: not listed here, see the table");
    default: return line;
    }
}

std::vector<std::string> headings(QuestionFigures const& question, base::Language words) {
    bool const chinese = zh(words);
    std::string const people =
        question.repeated ? (chinese ? "组数" : "Entries") : (chinese ? "人数" : "People");
    std::string const ofPeople =
        question.repeated ? (chinese ? "占组数" : "% entries") : (chinese ? "占人数" : "% people");
    switch (question.kind) {
    case Kind::OneChoice: return {people, ofPeople};
    case Kind::SeveralChoices: return {people, ofPeople, chinese ? "占总票数" : "% votes"};
    case Kind::Ranking: return {chinese ? "排第一" : "First", ofPeople, chinese ? "平均名次" : "Mean place"};
    case Kind::Number:
    case Kind::Moment:
        if (question.stretches.empty()) return {};
        return {people, ofPeople};
    case Kind::Texts:
    case Kind::Filled: return {};
    }
    return {};
}

std::vector<Row> rows(QuestionFigures const& question, base::Language words) {
    std::vector<Row> out;
    bool const skips = unchosen(question) > 0;
    for (ChoiceCount const& choice : question.choices) {
        if (skips && choice.people + choice.placed == 0) continue;
        Row row{choice.label, ratio(choice.people, question.base), {}};
        if (choice.unknown) row.label += zh(words) ? "（表单里没有的选项）" : " (not in the form)";
        row.figures = {std::to_string(choice.people), share(choice.people, question.base)};
        if (question.kind == Kind::SeveralChoices)
            row.figures.push_back(share(choice.people, question.votes));
        if (question.kind == Kind::Ranking) row.figures.push_back(meanPlace(choice));
        out.push_back(std::move(row));
    }
    for (Stretch const& stretch : question.stretches)
        out.push_back({stretch.label,
                       ratio(stretch.count, question.base),
                       {std::to_string(stretch.count), share(stretch.count, question.base)}});
    return out;
}

std::string leftOut(QuestionFigures const& question, std::size_t shown, base::Language words) {
    if (std::size_t const none = unchosen(question); none > 0)
        return zh(words) ? fmt::format("另有{}个选项没有人选", none)
                         : fmt::format("{} more choices were chosen by nobody", none);
    if (question.kind != Kind::Texts || question.withheld || question.base <= shown) return {};
    return zh(words) ? fmt::format("另有{}条，见表格", question.base - shown)
                     : fmt::format("{} more, see the table", question.base - shown);
}

std::string dayWords(std::string_view iso, base::Language words, bool withTime) {
    if (iso.size() < 16) return std::string(iso);
    std::string_view const time = iso.substr(11, 5);
    if (!zh(words)) return std::string(iso.substr(0, 10)) + (withTime ? " " + std::string(time) : "");
    auto const part = [&](std::size_t from, std::size_t length) {
        int value = 0;
        std::from_chars(iso.data() + from, iso.data() + from + length, value);
        return value;
    };
    return fmt::format("{}年{}月{}日{}", part(0, 4), part(5, 2), part(8, 2), withTime ? time : "");
}

std::string submissionsLine(Summary const& summary, base::Language words) {
    std::string line = zh(words) ? fmt::format("收到答卷{}份", summary.submissions)
                                 : fmt::format("{} submissions", summary.submissions);
    if (summary.first.size() < 16 || summary.last.size() < 16) return line;
    std::string const from = dayWords(summary.first, words, true);
    std::string const until = summary.first.substr(0, 10) == summary.last.substr(0, 10)
                                  ? summary.last.substr(11, 5)
                                  : dayWords(summary.last, words, true);
    if (summary.first.substr(0, 16) == summary.last.substr(0, 16))
        return line + (zh(words) ? "，" : ", ") + from;
    return line + (zh(words) ? fmt::format("，{}至{}", from, until) : fmt::format(", {} to {}", from, until));
}

} // namespace huibiao::figures
