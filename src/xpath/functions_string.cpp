#include "base/utf8.h"
#include "xpath/internal/call.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace huibiao::xpath {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// XPath counts characters, not bytes; most texts have only one-byte ones.
bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string textOrContext(Call& call) {
    if (call.count() > 0) return call.string(0);
    return call.place().node == nullptr ? std::string() : call.evaluator().textOf(*call.place().node);
}

Value toString(Call& call) {
    return textOrContext(call);
}

Value concat(Call& call) {
    std::string all;
    // Every node of a node-set counts, as forms use it; XPath 1.0 alone takes the first.
    if (call.native()) {
        for (std::size_t i = 0; i < call.count(); ++i) all += call.string(i);
        return all;
    }
    call.each(0, [&](Item const& item) {
        all += item.text();
        return true;
    });
    return all;
}

Value startsWith(Call& call) {
    return call.string(0).starts_with(call.string(1));
}
Value endsWith(Call& call) {
    return call.string(0).ends_with(call.string(1));
}
/// Where the second text stands in the first; npos where it does not.
std::size_t placeIn(Call& call, std::string const& text, std::string const& mark) {
    // At its worst every character begins a match that fails late.
    constexpr std::size_t comparedAStep = 256;
    if (!call.evaluator().spend(1 + text.size() / comparedAStep * (1 + mark.size())))
        return std::string::npos;
    return text.find(mark);
}

Value contains(Call& call) {
    auto const text = call.string(0);
    return placeIn(call, text, call.string(1)) != std::string::npos;
}

Value substringBefore(Call& call) {
    auto const text = call.string(0);
    auto const found = placeIn(call, text, call.string(1));
    return found == std::string::npos ? std::string() : text.substr(0, found);
}

Value substringAfter(Call& call) {
    auto const text = call.string(0);
    auto const mark = call.string(1);
    auto const found = placeIn(call, text, mark);
    return found == std::string::npos ? std::string() : text.substr(found + mark.size());
}

double roundHalfUp(double value) {
    return std::floor(value + 0.5);
}

/// Characters from `from` up to, not with, `to`.
std::string slice(std::string const& text, double from, double to) {
    if (isAscii(text)) {
        auto const size = static_cast<double>(text.size());
        auto const first = static_cast<std::size_t>(std::clamp(from, 0.0, size));
        auto const last = static_cast<std::size_t>(std::clamp(to, 0.0, size));
        return first < last ? text.substr(first, last - first) : std::string();
    }
    auto const points = base::decode(text);
    auto const size = static_cast<double>(points.size());
    auto const first = static_cast<std::size_t>(std::clamp(from, 0.0, size));
    auto const last = static_cast<std::size_t>(std::clamp(to, 0.0, size));
    return first < last ? base::encode(std::u32string_view(points).substr(first, last - first))
                        : std::string();
}

Value substring(Call& call) {
    auto const text = call.string(0);
    double const start = roundHalfUp(call.number(1));
    double const end = call.count() > 2 ? start + roundHalfUp(call.number(2)) : HUGE_VAL;
    if (std::isnan(start) || std::isnan(end)) return std::string();
    return slice(text, start - 1, end - 1);
}

double lengthOf(std::string const& text) {
    if (isAscii(text)) return static_cast<double>(text.size());
    return static_cast<double>(base::decode(text).size());
}

Value stringLength(Call& call) {
    return lengthOf(textOrContext(call));
}

Value normalizeSpace(Call& call) {
    auto const text = textOrContext(call);
    std::string result;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(blanks, at)) != std::string::npos) {
        auto const end = std::min(text.find_first_of(blanks, at), text.size());
        if (!result.empty()) result += ' ';
        result.append(text, at, end - at);
        at = end;
    }
    return result;
}

Value translate(Call& call) {
    auto const text = base::decode(call.string(0));
    auto const from = base::decode(call.string(1));
    auto const to = base::decode(call.string(2));
    std::u32string result;
    constexpr std::size_t comparedAStep = 16;
    if (!call.evaluator().spend(1 + text.size() / comparedAStep * (1 + from.size()))) return {};
    for (auto const c : text) {
        auto const found = from.find(c);
        if (found == std::u32string::npos) {
            result += c;
        } else if (found < to.size()) {
            result += to[found];
        }
    }
    return base::encode(result);
}

/// substr(text, from, to): from 0, `to` not included, negative counts from the end.
Value substr(Call& call) {
    auto const text = call.string(0);
    double from = std::trunc(call.number(1));
    double to = call.count() > 2 ? std::trunc(call.number(2)) : HUGE_VAL;
    if (from < 0 || to < 0) {
        double const length = lengthOf(text);
        if (from < 0) from += length;
        if (to < 0) to += length;
    }
    if (std::isnan(from)) from = 0;
    if (std::isnan(to)) to = 0;
    return slice(text, from, to);
}

Value join(Call& call) {
    auto const glue = call.string(0);
    std::string all;
    bool first = true;
    call.each(1, [&](Item const& item) {
        if (!first) all += glue;
        first = false;
        all += item.text();
        return call.evaluator().store(glue.size());
    });
    return all;
}

constexpr std::array functions{
    Function{"string", 0, 1, Type::String, toString, true, Focus::WithoutArguments},
    Function{"concat", 0, Function::any, Type::String, concat, true},
    Function{"starts-with", 2, 2, Type::Boolean, startsWith, true},
    Function{"ends-with", 2, 2, Type::Boolean, endsWith},
    Function{"contains", 2, 2, Type::Boolean, contains, true},
    Function{"substring-before", 2, 2, Type::String, substringBefore, true},
    Function{"substring-after", 2, 2, Type::String, substringAfter, true},
    Function{"substring", 2, 3, Type::String, substring, true},
    Function{"string-length", 0, 1, Type::Number, stringLength, true, Focus::WithoutArguments},
    Function{"normalize-space", 0, 1, Type::String, normalizeSpace, true, Focus::WithoutArguments},
    Function{"translate", 3, 3, Type::String, translate, true},
    Function{"substr", 2, 3, Type::String, substr},
    Function{"join", 1, Function::any, Type::String, join},
};

} // namespace

std::span<Function const> stringFunctions() {
    return functions;
}

} // namespace huibiao::xpath
