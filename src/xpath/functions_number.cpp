#include "xpath/internal/call.h"
#include "xpath/internal/date.h"

#include <array>
#include <cmath>
#include <numbers>

namespace huibiao::xpath {

namespace {

constexpr int exactPowers = 22; // 10^22 is the last power of ten that a double holds exactly

double powerOfTen(double exponent) {
    return std::pow(10.0, exponent);
}

/// A text that is a date becomes a date that reads as its day number.
Value dateOrNumber(Call& call, std::string_view text) {
    if (!call.native()) {
        if (auto date = parseDate(text, call.evaluator().zone())) {
            date->reading = Date::Reading::DayNumber;
            return *date;
        }
    }
    return call.evaluator().numberOfText(text);
}

Value number(Call& call) {
    std::string scratch;
    if (call.count() == 0)
        return call.place().node == nullptr
                   ? Value(std::nan(""))
                   : dateOrNumber(call, call.evaluator().read(*call.place().node, scratch));
    auto const value = call.value(0);
    if (value.type() == Type::String || value.isNodes())
        return dateOrNumber(call, call.evaluator().textOf(value));
    return value.type() == Type::Date ? value : Value(value.number());
}

Value sum(Call& call) {
    double total = 0;
    for (auto* node : call.nodes(0))
        if (call.evaluator().spend(1)) total += call.evaluator().numberOf(*node);
    return total;
}

Value floor(Call& call) {
    return std::floor(call.number(0));
}
Value ceiling(Call& call) {
    return std::ceil(call.number(0));
}

/// round(x, n): half away from zero, n digits behind the point, or before it where n is negative.
/// XPath 1.0 and JavaRosa round half up.
Value round(Call& call) {
    double const value = call.number(0);
    if (call.native() && call.count() == 1) return std::floor(value + 0.5);
    double const digits = call.count() > 1 ? std::trunc(call.number(1)) : 0;
    if (std::isnan(value) || std::isnan(digits)) return std::nan("");
    if (std::isinf(value) || digits > exactPowers) return value;
    if (digits < -308) return 0.0;
    double const factor = powerOfTen(std::fabs(digits));
    double const size = std::fabs(value);
    bool const up = call.evaluator().ast().mode != Mode::XForms && value < 0;
    double const scaled = digits < 0 ? size / factor : size * factor;
    double const shifted = up ? std::ceil(scaled - 0.5) : std::floor(scaled + 0.5);
    return std::copysign(digits < 0 ? shifted * factor : shifted / factor, value);
}

Value integer(Call& call) {
    return std::trunc(call.number(0));
}
Value absolute(Call& call) {
    return std::fabs(call.number(0));
}
Value power(Call& call) {
    return std::pow(call.number(0), call.number(1));
}
Value squareRoot(Call& call) {
    return std::sqrt(call.number(0));
}
Value logarithm(Call& call) {
    return std::log(call.number(0));
}
Value logarithm10(Call& call) {
    return std::log10(call.number(0));
}
Value exponent(Call& call) {
    return std::exp(call.number(0));
}
Value exponent10(Call& call) {
    return powerOfTen(call.number(0));
}
Value sine(Call& call) {
    return std::sin(call.number(0));
}
Value cosine(Call& call) {
    return std::cos(call.number(0));
}
Value tangent(Call& call) {
    return std::tan(call.number(0));
}
Value arcSine(Call& call) {
    return std::asin(call.number(0));
}
Value arcCosine(Call& call) {
    return std::acos(call.number(0));
}
Value arcTangent(Call& call) {
    return std::atan(call.number(0));
}
Value arcTangent2(Call& call) {
    return std::atan2(call.number(0), call.number(1));
}
Value pi(Call&) {
    return std::numbers::pi;
}

/// 53 bits make every double of [0, 1) equally likely.
Value random(Call& call) {
    return static_cast<double>(call.evaluator().random() >> 11U) * 0x1.0p-53;
}

/// NaN as soon as one of them is none, or where there are none at all.
Value extreme(Call& call, bool largest) {
    double best = std::nan("");
    call.each(0, [&](Item const& item) {
        double const number = item.number();
        bool const better =
            std::isnan(best) || std::isnan(number) || (largest ? number > best : number < best);
        if (better) best = number;
        return !std::isnan(number);
    });
    return best;
}

Value min(Call& call) {
    return extreme(call, false);
}
Value max(Call& call) {
    return extreme(call, true);
}

constexpr std::array functions{
    Function{"number", 0, 1, Type::Number, number, true, Focus::WithoutArguments},
    Function{"sum", 1, 1, Type::Number, sum, true},
    Function{"floor", 1, 1, Type::Number, floor, true},
    Function{"ceiling", 1, 1, Type::Number, ceiling, true},
    Function{"round", 1, 2, Type::Number, round, true},
    Function{"int", 1, 1, Type::Number, integer},
    Function{"abs", 1, 1, Type::Number, absolute},
    Function{"pow", 2, 2, Type::Number, power},
    Function{"sqrt", 1, 1, Type::Number, squareRoot},
    Function{"log", 1, 1, Type::Number, logarithm},
    Function{"log10", 1, 1, Type::Number, logarithm10},
    Function{"exp", 1, 1, Type::Number, exponent},
    Function{"exp10", 1, 1, Type::Number, exponent10},
    Function{"sin", 1, 1, Type::Number, sine},
    Function{"cos", 1, 1, Type::Number, cosine},
    Function{"tan", 1, 1, Type::Number, tangent},
    Function{"asin", 1, 1, Type::Number, arcSine},
    Function{"acos", 1, 1, Type::Number, arcCosine},
    Function{"atan", 1, 1, Type::Number, arcTangent},
    Function{"atan2", 2, 2, Type::Number, arcTangent2},
    Function{"pi", 0, 0, Type::Number, pi},
    Function{"random", 0, 0, Type::Number, random, false, Focus::No, true},
    Function{"min", 0, Function::any, Type::Number, min},
    Function{"max", 0, Function::any, Type::Number, max},
};

} // namespace

std::span<Function const> numberFunctions() {
    return functions;
}

} // namespace huibiao::xpath
