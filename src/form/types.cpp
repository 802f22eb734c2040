#include "form/internal/types.h"

#include "base/utf8.h"
#include "xpath/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace huibiao::form {

namespace {

bool digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return false;
    for (std::size_t i = at; i < at + count; ++i)
        if (text[i] < '0' || text[i] > '9') return false;
    return true;
}

int two(std::string_view text, std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool isDay(std::string_view text) {
    if (text.size() != 10 || !digits(text, 0, 4) || text[4] != '-' || !digits(text, 5, 2) || text[7] != '-' ||
        !digits(text, 8, 2))
        return false;
    using namespace std::chrono;
    return year_month_day(year(two(text, 0) * 100 + two(text, 2)), month(static_cast<unsigned>(two(text, 5))),
                          day(static_cast<unsigned>(two(text, 8))))
        .ok();
}

bool isOffset(std::string_view text) {
    if (text.empty() || text == "Z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && digits(text, 1, 2) && text[3] == ':' &&
           digits(text, 4, 2) && two(text, 1) <= 14 && two(text, 4) < 60;
}

/// hh:mm, seconds, fraction and offset optional; dateTime needs the seconds no more than XML Schema does.
bool isTime(std::string_view text) {
    if (!digits(text, 0, 2) || text.size() < 5 || text[2] != ':' || !digits(text, 3, 2)) return false;
    if (two(text, 0) > 23 || two(text, 3) > 59) return false;
    text.remove_prefix(5);
    if (text.starts_with(':')) {
        if (!digits(text, 1, 2) || two(text, 1) > 59) return false;
        text.remove_prefix(3);
        if (text.starts_with('.')) {
            std::size_t end = 1;
            while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
            if (end == 1) return false;
            text.remove_prefix(end);
        }
    }
    return isOffset(text);
}

bool isNumber(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    std::size_t count = 0, points = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '.')
            ++points;
        else if (text[at] >= '0' && text[at] <= '9')
            ++count;
        else
            break;
    }
    if (count == 0 || points > 1) return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        if (at >= text.size()) return false;
        for (; at < text.size(); ++at)
            if (text[at] < '0' || text[at] > '9') return false;
    }
    return at == text.size();
}

/// Spelled so that expressions read it as a number: no plus sign, exponent or bare point, no zeros before
/// the first digit. The digits after the point stay as they were written.
std::optional<std::string> typedDecimal(std::string_view text) {
    if (!isNumber(text)) return std::nullopt;
    double const value = std::strtod(std::string(text).c_str(), nullptr);
    if (!std::isfinite(value)) return std::nullopt;
    if (text.find_first_of("eE") != std::string_view::npos) return xpath::numberText(value);
    bool const minus = text[0] == '-' && value != 0;
    if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
    std::size_t const point = std::min(text.find('.'), text.size());
    std::string_view whole = text.substr(0, point);
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    std::string out = minus ? "-" : "";
    out += whole.empty() ? "0" : whole;
    if (point + 1 < text.size()) out += text.substr(point);
    return out;
}

std::optional<std::string> typedInt(std::string_view text, bool computed) {
    if (!isNumber(text)) return std::nullopt;
    double const value = std::strtod(std::string(text).c_str(), nullptr);
    double const whole = std::trunc(value);
    if (!computed && whole != value) return std::nullopt;
    if (!(whole >= -2147483648.0 && whole <= 2147483647.0)) return std::nullopt;
    return fmt::format("{}", static_cast<long>(whole));
}

} // namespace

std::optional<std::string> typed(DataType type, std::string_view text, bool computed) {
    if (type == DataType::String || type == DataType::Binary || type == DataType::Barcode ||
        type == DataType::Geo)
        return std::string(text);
    std::string const value = base::trim(text);
    if (value.empty()) return value;
    std::size_t const t = value.find('T');
    switch (type) {
    case DataType::Int: return typedInt(value, computed);
    case DataType::Decimal: return typedDecimal(value);
    case DataType::Date: {
        std::string day = value.substr(0, t);
        if (!isDay(day)) return std::nullopt;
        if (t != std::string::npos && !(computed && isTime(std::string_view(value).substr(t + 1))))
            return std::nullopt;
        return day;
    }
    case DataType::DateTime:
        if (t == std::string::npos || !isDay(value.substr(0, t)) ||
            !isTime(std::string_view(value).substr(t + 1)))
            return std::nullopt;
        return value;
    case DataType::Time: {
        std::string_view time(value);
        if (computed && t != std::string::npos && isDay(value.substr(0, t))) time.remove_prefix(t + 1);
        if (!isTime(time)) return std::nullopt;
        return std::string(time);
    }
    default: return std::string(text);
    }
}

std::vector<std::string> tokens(std::string_view text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t const begin = text.find_first_not_of(" \t\r\n", at);
        if (begin == std::string_view::npos) break;
        std::size_t end = text.find_first_of(" \t\r\n", begin);
        if (end == std::string_view::npos) end = text.size();
        out.emplace_back(text.substr(begin, end - begin));
        at = end;
    }
    return out;
}

void wipe(std::string& text) {
    // Small strings live in the object, long ones on the heap: data() is right for both.
    explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace huibiao::form
