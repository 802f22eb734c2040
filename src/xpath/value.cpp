#include "xpath/value.h"

#include "xpath/internal/date.h"

#include <array>
#include <charconv>
#include <cmath>

namespace huibiao::xpath {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    auto const from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

} // namespace

std::string numberText(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    if (value == 0) return "0";
    std::array<char, 400> buffer{};
    auto const done =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return std::string(buffer.data(), done.ptr);
}

double numberOf(std::string_view text) {
    auto const digits = trimmed(text);
    auto const unsignedPart = digits.starts_with('-') ? digits.substr(1) : digits;
    bool seenDigit = false;
    bool seenPoint = false;
    for (char const c : unsignedPart) {
        if (c == '.' && !seenPoint) {
            seenPoint = true;
        } else if (c >= '0' && c <= '9') {
            seenDigit = true;
        } else {
            return std::nan("");
        }
    }
    if (!seenDigit) return std::nan("");
    double value = 0;
    auto const done =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    if (done.ec == std::errc::result_out_of_range) {
        // Too small for a double reads as 0; too large has a digit other than 0 before the point.
        bool const large =
            unsignedPart.substr(0, unsignedPart.find('.')).find_first_not_of('0') != std::string::npos;
        value = large ? HUGE_VAL : 0;
        return digits.starts_with('-') ? -value : value;
    }
    return value;
}

Nodes const& Value::nodes() const {
    static Nodes const none;
    auto const* nodes = std::get_if<Nodes>(&m_value);
    return nodes == nullptr ? none : *nodes;
}

bool Value::boolean() const {
    switch (type()) {
    case Type::Boolean: return std::get<bool>(m_value);
    case Type::Number: {
        double const number = std::get<double>(m_value);
        return number != 0 && !std::isnan(number);
    }
    case Type::String: return !std::get<std::string>(m_value).empty();
    case Type::NodeSet: return !nodes().empty();
    case Type::Date:
        if (date()->reading == Date::Reading::Moment) return date()->epochMs != 0;
        return date()->reading == Date::Reading::DayNumber;
    }
    return false;
}

double Value::number() const {
    switch (type()) {
    case Type::Boolean: return std::get<bool>(m_value) ? 1 : 0;
    case Type::Number: return std::get<double>(m_value);
    case Type::String: return numberOf(std::get<std::string>(m_value));
    case Type::NodeSet: {
        if (nodes().empty()) return std::nan("");
        std::string scratch;
        return numberOf(nodes().front()->textView(scratch));
    }
    case Type::Date: return date()->days();
    }
    return std::nan("");
}

std::string Value::string() const {
    switch (type()) {
    case Type::Boolean: return std::get<bool>(m_value) ? "true" : "false";
    case Type::Number: return numberText(std::get<double>(m_value));
    case Type::String: return std::get<std::string>(m_value);
    case Type::NodeSet: return nodes().empty() ? std::string() : nodes().front()->text();
    case Type::Date: return date()->text();
    }
    return {};
}

} // namespace huibiao::xpath
