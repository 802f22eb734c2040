#include "report/internal/cells.h"

#include <fmt/format.h>

#include <charconv>

namespace huibiao::report {

namespace internal {

namespace {

using form::QuestionKind;

std::string labelOf(Question const& question, std::string_view value) {
    auto const found = question.choiceOf.find(value);
    return found == question.choiceOf.end() ? std::string(value) : question.choices[found->second].second;
}

bool readInt(std::string_view text, int& number) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

/// "2023-05-18" or "2023-05-18T09:30:00.000+08:00", the time as it was on site. What is neither
/// stays text.
sheet::Value dateCell(std::string_view text) {
    sheet::DateCell cell;
    bool good = text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
                readInt(text.substr(0, 4), cell.year) && readInt(text.substr(5, 2), cell.month) &&
                readInt(text.substr(8, 2), cell.day) && cell.year >= 1900;
    if (good && text.size() > 10) {
        cell.time = true;
        good = text.size() >= 19 && text[10] == 'T' && readInt(text.substr(11, 2), cell.hour) &&
               readInt(text.substr(14, 2), cell.minute) && readInt(text.substr(17, 2), cell.second);
    }
    if (!good) return std::string(text);
    return cell;
}

sheet::Value numberCell(std::string_view text) {
    std::int64_t whole = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size()) return whole;
    double number = 0;
    if (readNumber(text, number)) return number;
    return std::string(text);
}

sheet::Value answerCell(Question const& question, std::string_view answer) {
    switch (question.kind) {
    case QuestionKind::Integer:
    case QuestionKind::Decimal:
    case QuestionKind::Range: return numberCell(answer);
    case QuestionKind::Date:
    case QuestionKind::DateTime: return dateCell(answer);
    case QuestionKind::SelectOne: return labelOf(question, answer);
    case QuestionKind::SelectMultiple:
    case QuestionKind::Rank: {
        std::string joined;
        for (std::string_view const value : valuesOf(answer)) {
            if (!joined.empty()) joined += question.kind == QuestionKind::Rank ? " > " : "、";
            joined += labelOf(question, value);
        }
        return joined;
    }
    default: return std::string(answer);
    }
}

} // namespace

std::vector<std::string_view> valuesOf(std::string_view answer) {
    std::vector<std::string_view> values;
    constexpr std::string_view blanks = " \t\r\n";
    for (std::size_t from = answer.find_first_not_of(blanks); from != std::string_view::npos;) {
        std::size_t const to = std::min(answer.find_first_of(blanks, from), answer.size());
        values.push_back(answer.substr(from, to - from));
        from = answer.find_first_not_of(blanks, to);
    }
    return values;
}

bool readNumber(std::string_view text, double& number) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

void fill(std::vector<sheet::Value>& cells, Question const& question, std::string_view answer) {
    if (answer.empty()) return;
    sheet::Value& cell = cells[question.column];
    sheet::Value value = answerCell(question, answer);
    if (!std::holds_alternative<std::monostate>(cell)) {
        cell = plainText(cell) + "; " + plainText(value);
        return;
    }
    cell = std::move(value);
    if (!question.split) return;
    bool const rank = question.kind == QuestionKind::Rank;
    for (std::size_t i = 0; i < question.choices.size(); ++i)
        if (!rank) cells[question.column + 1 + i] = std::int64_t{0};
    std::int64_t place = 0;
    for (std::string_view const chosen : valuesOf(answer)) {
        ++place;
        auto const found = question.choiceOf.find(chosen);
        if (found != question.choiceOf.end())
            cells[question.column + 1 + found->second] = rank ? place : std::int64_t{1};
    }
}

} // namespace internal

std::string plainText(sheet::Value const& value) {
    if (auto const* text = std::get_if<std::string>(&value)) return *text;
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
    if (auto const* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (auto const* percent = std::get_if<sheet::PercentCell>(&value))
        return fmt::format("{:.1f}%", percent->share * 100);
    if (auto const* date = std::get_if<sheet::DateCell>(&value)) {
        std::string const day = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
        return date->time ? fmt::format("{} {:02}:{:02}:{:02}", day, date->hour, date->minute, date->second)
                          : day;
    }
    return {};
}

} // namespace huibiao::report
