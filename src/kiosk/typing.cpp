#include "kiosk/typing.h"

#include "base/utf8.h"
#include "kiosk/moment.h"
#include "kiosk/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace huibiao::kiosk {

using form::Question;
using form::QuestionKind;

namespace {

constexpr std::size_t LongestText = 4000; // code points
constexpr std::size_t LongestNumber = 15; // what a double still tells apart

std::optional<double> parsed(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::size_t decimals(std::string_view text) {
    auto const point = text.find('.');
    return point == std::string_view::npos ? 0 : text.size() - point - 1;
}

/// How many steps lie between two places of a scale of `count` steps with at most `most` of them after
/// the first: so many that the end is one of them, else 1, 2, 5, 10, 20, 50 …
double strideOf(double count, double most) {
    if (count <= most) return 1;
    for (double stride = std::ceil(count / most); stride * 3 <= count && stride < 1000; ++stride)
        if (std::fmod(count, stride) == 0) return stride;
    double stride = 1;
    for (int i = 0; count / stride > most; ++i) stride *= i % 3 == 1 ? 2.5 : 2;
    return stride;
}

std::string withDecimals(double value, std::size_t count) {
    char buffer[64];
    auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                                            static_cast<int>(count));
    return error == std::errc{} ? std::string(buffer, end) : std::string{};
}

} // namespace

std::string accepted(Question const& question, std::string_view before, std::string_view more) {
    std::u32string taken;
    for (char32_t const c : base::decode(more)) {
        bool const digit = c >= U'0' && c <= U'9';
        bool const first = before.empty() && taken.empty();
        bool const point = c == U'.' && question.kind == QuestionKind::Decimal &&
                           before.find('.') == std::string_view::npos &&
                           taken.find(U'.') == std::u32string::npos;
        if (question.kind == QuestionKind::Text) {
            if ((c >= U' ' && c != 0x7f) || (c == U'\n' && question.has("multiline"))) taken.push_back(c);
        } else if (digit || point || (c == U'-' && first)) {
            taken.push_back(c);
        }
    }
    std::size_t const had = base::decode(before).size();
    std::size_t const most = question.kind == QuestionKind::Text ? LongestText : LongestNumber;
    if (had >= most) return {};
    if (taken.size() > most - had) taken.resize(most - had);
    return base::encode(taken);
}

std::optional<std::string> stepped(Question const& question, int by) {
    if (!question.range) return std::nullopt;
    auto const start = parsed(question.range->start);
    auto const end = parsed(question.range->end);
    auto const step = parsed(question.range->step);
    if (!start || !end || !step || *step == 0) return std::nullopt;
    double const low = std::min(*start, *end);
    double const high = std::max(*start, *end);
    auto const now = parsed(question.value);
    double const next = now ? *now + by * std::abs(*step) : (by > 0 ? low : high);
    if (next < low - 1e-9 || next > high + 1e-9) return std::nullopt;
    return withDecimals(next, std::max(decimals(question.range->step), decimals(question.range->start)));
}

void wipe(std::string& text) {
    std::fill(text.begin(), text.end(), '\0');
    text.clear();
}

std::vector<std::string> tokens(std::string_view list) {
    std::vector<std::string> all = base::split(list, ' ');
    std::erase_if(all, [](std::string const& word) { return word.empty(); });
    return all;
}

std::vector<std::string> rangeValues(Question const& question, std::size_t most) {
    if (!question.range || most < 2) return {};
    auto const start = parsed(question.range->start);
    auto const end = parsed(question.range->end);
    auto const step = parsed(question.range->step);
    if (!start || !end || !step || *step == 0) return {};
    double const low = std::min(*start, *end);
    double const each = std::abs(*step);
    double const count = std::floor(std::abs(*end - *start) / each + 1e-9);
    double const stride = strideOf(count, static_cast<double>(most - 1));
    std::size_t const digits = std::max(decimals(question.range->step), decimals(question.range->start));
    std::vector<std::string> values;
    for (double at = 0; at <= count; at += stride) values.push_back(withDecimals(low + at * each, digits));
    if (std::string last = withDecimals(low + count * each, digits); values.back() != last) {
        if (values.size() > 1) values.pop_back();
        values.push_back(std::move(last));
    }
    return values;
}

std::string answerText(Question const& question, base::Language words) {
    if (isMoment(question.kind)) {
        auto const moment = readMoment(question.value);
        return moment ? momentWords(question, *moment, words) : question.value;
    }
    if (question.kind == QuestionKind::Rank) {
        std::string all;
        std::size_t place = 0;
        for (std::string const& value : tokens(question.value))
            for (form::Choice const& choice : question.choices)
                if (choice.value == value) {
                    if (place > 0) all += "\n";
                    all += std::to_string(++place) + ". " + choice.label;
                }
        return all;
    }
    if (question.kind == QuestionKind::Acknowledge && !question.value.empty()) return say::Agree.in(words);
    // The name of a file tells nobody anything.
    if (question.kind == QuestionKind::Image && !question.value.empty())
        return (question.has("signature") ? say::Signed : say::HasDrawn).in(words);
    if (question.choices.empty()) return question.value;
    std::vector<std::string> labels;
    for (form::Choice const& choice : question.choices)
        if (choice.selected) labels.push_back(choice.label);
    return base::join(labels, words == base::Language::Chinese ? "、" : ", ");
}

} // namespace huibiao::kiosk
