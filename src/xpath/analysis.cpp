#include "xpath/internal/analysis.h"

#include <algorithm>

namespace huibiao::xpath {

Function const* functionOf(Mode mode, std::string_view prefix, std::string_view name) {
    auto const library = prefix == "jr" || prefix == "javarosa" ? Library::JavaRosa : Library::Core;
    return findFunction(name, library, mode == Mode::Native);
}

void analyse(Ast const& ast, Expr& expr) {
    auto const part = [&](ExprId id) -> Expr const& { return ast.exprs[id]; };
    auto const anyChanges = [&](std::vector<Predicate> const& predicates) {
        return std::any_of(predicates.begin(), predicates.end(),
                           [&](auto const& p) { return part(p.expr).changes; });
    };
    expr.focusFree = expr.base != PathBase::Context || expr.kind != Kind::Path;
    for (auto const argument : expr.args) {
        expr.changes = expr.changes || part(argument).changes;
        expr.focusFree = expr.focusFree && part(argument).focusFree;
        expr.positional = expr.positional || part(argument).positional;
    }
    expr.changes = expr.changes || anyChanges(expr.filters);
    for (auto const& step : expr.steps) expr.changes = expr.changes || anyChanges(step.predicates);
    if (expr.kind != Kind::Call) return;
    auto const* function = expr.function;
    // An unknown name may turn out to be anything.
    bool const looks = function == nullptr || function->focus == Focus::Always ||
                       (function->focus == Focus::WithoutArguments && expr.args.empty());
    expr.focusFree = expr.focusFree && !looks;
    expr.positional = expr.positional || (looks && (expr.text == "position" || expr.text == "last"));
    expr.changes = expr.changes || function == nullptr || function->changes;
}

bool isBoolean(Expr const& expr) {
    if (expr.kind == Kind::Chain) return expr.ops.back() <= Op::GreaterEqual;
    return expr.kind == Kind::Call && expr.function != nullptr && expr.function->result == Type::Boolean;
}

Predicate predicateOf(Ast const& ast, ExprId inner) {
    auto const& expr = ast.exprs[inner];
    Predicate predicate;
    predicate.expr = inner;
    predicate.boolean = isBoolean(expr) && !expr.positional;
    constexpr double largest = 4e9;
    if (expr.kind == Kind::Number && expr.number >= 1 && expr.number < largest) {
        auto const whole = static_cast<std::uint32_t>(expr.number);
        if (static_cast<double>(whole) == expr.number) predicate.position = whole;
    }
    return predicate;
}

} // namespace huibiao::xpath
