#include "kiosk/moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace huibiao::kiosk {

using form::Question;
using form::QuestionKind;

namespace {

// Who answers was born after the first and plans nothing after the last.
constexpr Bounds Years{1900, 2099};

int number(std::string_view text, std::size_t at, std::size_t count) {
    int value = -1;
    if (at + count > text.size()) return value;
    char const* const begin = text.data() + at;
    auto const [end, error] = std::from_chars(begin, begin + count, value);
    return error == std::errc{} && end == begin + count ? value : -1;
}

std::chrono::year_month_day civil(Moment const& moment) {
    return {std::chrono::year(moment.year), std::chrono::month(static_cast<unsigned>(moment.month)),
            std::chrono::day(static_cast<unsigned>(moment.day))};
}

int daysIn(Moment const& moment) {
    auto const date = civil(moment);
    return static_cast<int>(static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day()));
}

bool asks(Question const& question, Part part) {
    auto const parts = partsOf(question);
    return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::string dayWords(Question const& question, Moment const& moment, bool chinese) {
    static constexpr char const* Days[] = {"日", "一", "二", "三", "四", "五", "六"};
    static constexpr char const* EnglishDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
    static constexpr char const* Months[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
    if (!asks(question, Part::Month)) return std::to_string(moment.year) + (chinese ? "年" : "");
    char const* const month = Months[moment.month - 1];
    if (!asks(question, Part::Day))
        return chinese ? fmt::format("{}年{}月", moment.year, moment.month)
                       : fmt::format("{} {}", month, moment.year);
    unsigned const day = std::chrono::weekday(std::chrono::sys_days(civil(moment))).c_encoding();
    return chinese ? fmt::format("{}年{}月{}日（星期{}）", moment.year, moment.month, moment.day, Days[day])
                   : fmt::format("{}, {} {} {}", EnglishDays[day], moment.day, month, moment.year);
}

std::string timeWords(Moment const& moment, bool chinese) {
    if (!chinese) return fmt::format("{:02}:{:02}", moment.hour, moment.minute);
    return fmt::format("{}{:02}分", hourWords(moment.hour), moment.minute);
}

} // namespace

std::string hourWords(int hour) {
    // 12点 alone, or 下午12点, is taken for midnight by some.
    if (hour == 12) return "中午12点";
    return fmt::format("{}{}点", hour < 12 ? "上午" : "下午", hour < 12 ? hour : hour - 12);
}

bool isMoment(QuestionKind kind) {
    return kind == QuestionKind::Date || kind == QuestionKind::Time || kind == QuestionKind::DateTime;
}

std::optional<Moment> readMoment(std::string_view stored) {
    Moment moment;
    if (stored.size() >= 10 && stored[4] == '-') {
        moment.year = number(stored, 0, 4);
        moment.month = number(stored, 5, 2);
        moment.day = number(stored, 8, 2);
        if (!civil(moment).ok()) return std::nullopt;
        if (stored.size() == 10) return moment;
        stored.remove_prefix(11);
    }
    moment.hour = number(stored, 0, 2);
    moment.minute = number(stored, 3, 2);
    if (moment.hour < 0 || moment.hour > 23 || moment.minute < 0 || moment.minute > 59) return std::nullopt;
    if (auto const zone = stored.find_first_of("+-Z"); zone != std::string_view::npos)
        moment.zone = stored.substr(zone);
    return moment;
}

std::string storedMoment(Question const& question, Moment moment) {
    if (!asks(question, Part::Month)) moment.month = 1;
    if (!asks(question, Part::Day)) moment.day = 1;
    std::string const day = fmt::format("{:04}-{:02}-{:02}", moment.year, moment.month, moment.day);
    if (question.kind == QuestionKind::Date) return day;
    std::string const time = fmt::format("{:02}:{:02}:00.000{}", moment.hour, moment.minute, moment.zone);
    return question.kind == QuestionKind::Time ? time : day + "T" + time;
}

std::vector<Part> partsOf(Question const& question) {
    if (question.kind == QuestionKind::Time) return {Part::Hour, Part::Minute};
    std::vector<Part> parts{Part::Year};
    if (!question.has("year")) parts.push_back(Part::Month);
    if (!question.has("year") && !question.has("month-year")) parts.push_back(Part::Day);
    if (question.kind == QuestionKind::DateTime) {
        parts.push_back(Part::Hour);
        parts.push_back(Part::Minute);
    }
    return parts;
}

std::string digitsOf(Part part, int value) {
    return part == Part::Minute ? fmt::format("{:02}", value) : std::to_string(value);
}

int valueOf(Moment const& moment, Part part) {
    switch (part) {
    case Part::Year: return moment.year;
    case Part::Month: return moment.month;
    case Part::Day: return moment.day;
    case Part::Hour: return moment.hour;
    case Part::Minute: return moment.minute;
    }
    return 0;
}

Bounds boundsOf(Moment const& moment, Part part) {
    switch (part) {
    case Part::Year: return Years;
    case Part::Month: return {1, 12};
    case Part::Day: return {1, daysIn(moment)};
    case Part::Hour: return {0, 23};
    case Part::Minute: return {0, 59};
    }
    return {};
}

Moment with(Moment moment, Part part, int value) {
    switch (part) {
    case Part::Year: moment.year = value; break;
    case Part::Month: moment.month = value; break;
    case Part::Day: moment.day = value; break;
    case Part::Hour: moment.hour = value; break;
    case Part::Minute: moment.minute = value; break;
    }
    moment.day = std::min(moment.day, daysIn(moment));
    return moment;
}

Moment stepped(Moment const& moment, Part part, int by) {
    Bounds const bounds = boundsOf(moment, part);
    int next = valueOf(moment, part) + by;
    bool const ends = part == Part::Year;
    if (next > bounds.most) next = ends ? bounds.most : bounds.least;
    if (next < bounds.least) next = ends ? bounds.least : bounds.most;
    return with(moment, part, next);
}

std::string momentWords(Question const& question, Moment const& moment, base::Language words) {
    bool const chinese = words == base::Language::Chinese;
    if (question.kind == QuestionKind::Time) return timeWords(moment, chinese);
    std::string const day = dayWords(question, moment, chinese);
    if (question.kind == QuestionKind::Date) return day;
    return day + (chinese ? " " : ", ") + timeWords(moment, chinese);
}

} // namespace huibiao::kiosk
