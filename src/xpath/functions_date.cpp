#include "xpath/internal/call.h"
#include "xpath/internal/date.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace huibiao::xpath {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

Value today(Call& call) {
    auto const& zone = call.evaluator().zone();
    auto const civil = civilOf(dateAt(call.evaluator().nowMs(), zone));
    auto const midnight = dayOf(civil.year, civil.month, civil.day) * 86400;
    return dateAt((midnight - zone.offsetOfLocal(midnight) * 60LL) * 1000, zone);
}

Value now(Call& call) {
    return dateAt(call.evaluator().nowMs(), call.evaluator().zone());
}

/// The date a value stands for; nullopt where it stands for none.
std::optional<Date> dateOf(Call& call, Value const& value) {
    auto const& zone = call.evaluator().zone();
    if (auto const* date = value.date())
        return date->reading == Date::Reading::Invalid ? std::nullopt : std::optional<Date>(*date);
    if (value.type() == Type::Number) return dateOfDays(value.number(), zone);
    return parseDate(call.evaluator().textOf(value), zone);
}

Value noDate(Call& call, std::string const& text) {
    return call.fail({fmt::format("“{}”不是日期（应如 2023-05-18）", text),
                      fmt::format("\"{}\" is no date (one is 2023-05-18)", text)});
}

bool strict(Call& call) {
    return call.evaluator().ast().mode == Mode::JavaRosa;
}

Value date(Call& call) {
    auto const value = call.value(0);
    if (value.type() == Type::Boolean) return std::string();
    auto const text =
        value.type() == Type::String || value.isNodes() ? call.evaluator().textOf(value) : std::string();
    if (text.empty() && value.type() != Type::Number && value.type() != Type::Date) return std::string();
    auto found = dateOf(call, value);
    if (!found) found = parseLooseDate(text, call.evaluator().zone());
    if (found) {
        found->reading = Date::Reading::Moment;
        return *found;
    }
    if (strict(call)) return noDate(call, call.evaluator().textOf(value));
    return Date{0, 0, Date::Reading::Invalid};
}

Value decimalDateTime(Call& call) {
    auto const value = call.value(0);
    auto const found = dateOf(call, value);
    if (found) return found->days();
    if (strict(call) && !call.evaluator().textOf(value).empty())
        return noDate(call, call.evaluator().textOf(value));
    return std::nan("");
}

/// The part of the day gone by at that time, in the zone of the evaluation.
Value decimalTime(Call& call) {
    auto const value = call.value(0);
    auto found = value.date() != nullptr ? dateOf(call, value) : std::nullopt;
    auto const text = found ? std::string() : call.evaluator().textOf(value);
    if (!found) found = parseTime(text, call.evaluator().zone());
    if (!found && text.find('T') != std::string::npos) found = parseDate(text, call.evaluator().zone());
    if (!found) {
        if (strict(call) && !text.empty()) return noDate(call, text);
        return std::nan("");
    }
    auto const civil = civilOf(*found);
    return (((civil.hour * 60.0 + civil.minute) * 60 + civil.second) * 1000 + civil.millisecond) / msPerDay;
}

/// One of the letters after %; empty for none of them.
std::string formatted(char letter, Civil const& c) {
    switch (letter) {
    case 'Y': return fmt::format("{:04}", c.year);
    case 'y': return fmt::format("{:02}", c.year % 100);
    case 'm': return fmt::format("{:02}", c.month);
    case 'n': return fmt::format("{}", c.month);
    case 'b': return std::string(months.at(static_cast<std::size_t>(c.month - 1)));
    case 'd': return fmt::format("{:02}", c.day);
    case 'e': return fmt::format("{}", c.day);
    case 'a': return std::string(days.at(static_cast<std::size_t>(c.weekday)));
    case 'H': return fmt::format("{:02}", c.hour);
    case 'h': return fmt::format("{}", c.hour);
    case 'M': return fmt::format("{:02}", c.minute);
    case 'S': return fmt::format("{:02}", c.second);
    case '3': return fmt::format("{:03}", c.millisecond);
    default: return {};
    }
}

/// Both functions take all letters: the time of a date is midnight.
Value format(Call& call) {
    auto const value = call.value(0);
    auto const pattern = call.string(1);
    auto const found = dateOf(call, value);
    if (!found) {
        if (strict(call) && !call.evaluator().textOf(value).empty())
            return noDate(call, call.evaluator().textOf(value));
        return std::string();
    }
    auto const civil = civilOf(*found);
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        auto const part =
            pattern[i] == '%' && i + 1 < pattern.size() ? formatted(pattern[i + 1], civil) : std::string();
        if (part.empty()) {
            text += pattern[i];
        } else {
            text += part;
            ++i;
        }
    }
    if (!call.evaluator().store(text.size())) return {};
    return text;
}

constexpr std::array functions{
    Function{"today", 0, 0, Type::Date, today},
    Function{"now", 0, 0, Type::Date, now},
    Function{"date", 1, 1, Type::Date, date},
    Function{"date-time", 1, 1, Type::Date, date},
    Function{"decimal-date-time", 1, 1, Type::Number, decimalDateTime},
    Function{"decimal-time", 1, 1, Type::Number, decimalTime},
    Function{"format-date", 2, 2, Type::String, format},
    Function{"format-date-time", 2, 2, Type::String, format},
};

} // namespace

std::span<Function const> dateFunctions() {
    return functions;
}

} // namespace huibiao::xpath
