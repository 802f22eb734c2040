#include "base/utf8.h"
#include "xpath/internal/call.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace huibiao::xpath {

namespace {

Value boolean(Call& call) {
    return call.boolean(0);
}
Value negation(Call& call) {
    return !call.boolean(0);
}
Value yes(Call&) {
    return true;
}
Value no(Call&) {
    return false;
}

Value choose(Call& call) {
    return call.value(call.boolean(0) ? 1 : 2);
}

/// The first argument that reads as anything. XForms has two; more do no harm.
Value coalesce(Call& call) {
    for (std::size_t i = 0; i + 1 < call.count(); ++i) {
        auto text = call.string(i);
        if (!text.empty() || call.evaluator().failed()) return text;
    }
    return call.string(call.count() - 1);
}

Value booleanFromString(Call& call) {
    auto const text = call.string(0);
    return text == "1" || text == "true";
}

Value checklist(Call& call) {
    double const least = call.number(0);
    double const most = call.number(1);
    double count = 0;
    call.each(2, [&](Item const& item) {
        if (item.truth()) ++count;
        return true;
    });
    return count >= least && (most == -1 || count <= most);
}

Value weightedChecklist(Call& call) {
    double const least = call.number(0);
    double const most = call.number(1);
    if (call.count() % 2 != 0)
        return call.fail({"weighted-checklist() 的每个条件后都要有权重",
                          "weighted-checklist() needs a weight for each condition"});
    double total = 0;
    auto const sizeOf = [](Value const& value) { return value.isNodes() ? value.nodes().size() : 1; };
    auto const itemOf = [&](Value const& value, std::size_t k) {
        return value.isNodes() ? Item(call.evaluator(), *value.nodes()[k]) : Item(call.evaluator(), value);
    };
    for (std::size_t i = 2; i + 1 < call.count(); i += 2) {
        auto const conditions = call.value(i);
        auto const weights = call.value(i + 1);
        if (sizeOf(weights) > sizeOf(conditions)) return false;
        for (std::size_t k = 0; k < sizeOf(weights) && call.evaluator().spend(1); ++k)
            if (itemOf(conditions, k).truth()) total += itemOf(weights, k).number();
    }
    return total >= least && (most == -1 || total <= most);
}

/// XPath 1.0, 4.3: by xml:lang of the node or the nearest ancestor that has it.
Value lang(Call& call) {
    auto const lower = [](std::string_view text) { return base::lowerAscii(text); };
    auto const wanted = lower(call.string(0));
    for (auto const* node = call.place().node; node != nullptr; node = call.evaluator().parentOf(*node)) {
        if (!call.evaluator().spend(1)) return {};
        auto const* declared = node->attribute("lang", "http://www.w3.org/XML/1998/namespace");
        if (declared == nullptr) continue;
        auto const have = lower(declared->value());
        return have == wanted || have.starts_with(wanted + '-');
    }
    return false;
}

constexpr std::array functions{
    Function{"boolean", 1, 1, Type::Boolean, boolean, true},
    Function{"not", 1, 1, Type::Boolean, negation, true},
    Function{"true", 0, 0, Type::Boolean, yes, true},
    Function{"false", 0, 0, Type::Boolean, no, true},
    Function{"lang", 1, 1, Type::Boolean, lang, true, Focus::Always},
    Function{"if", 3, 3, Type::NodeSet, choose},
    Function{"coalesce", 1, Function::any, Type::String, coalesce},
    Function{"boolean-from-string", 1, 1, Type::Boolean, booleanFromString},
    Function{"checklist", 2, Function::any, Type::Boolean, checklist},
    Function{"weighted-checklist", 2, Function::any, Type::Boolean, weightedChecklist},
};

} // namespace

std::span<Function const> booleanFunctions() {
    return functions;
}

} // namespace huibiao::xpath
