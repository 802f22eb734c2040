#include "xpath/internal/evaluator.h"
#include "xpath/internal/lexer.h"
#include "xpath/internal/parser.h"
#include "xpath/xpath.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace huibiao::xpath {

using base::Result;

namespace {

Place placeIn(Context const& context) {
    return {context.node, context.position, context.size};
}

template <class T>
Result<T> finish(Evaluator const& evaluator, T value) {
    if (evaluator.failed()) return tl::unexpected(evaluator.error());
    return value;
}

std::string writtenName(Expr const& expr) {
    return expr.prefix.empty() ? expr.text : expr.prefix + ':' + expr.text;
}

std::vector<Expr const*> callsOf(Ast const& ast) {
    std::vector<Expr const*> calls;
    for (auto const& expr : ast.exprs)
        if (expr.kind == Kind::Call) calls.push_back(&expr);
    std::sort(calls.begin(), calls.end(), [](auto* a, auto* b) { return a->at < b->at; });
    return calls;
}

} // namespace

Result<Expression> Expression::parse(std::string_view text, Mode mode) {
    auto ast = parseExpression(text, mode);
    if (!ast) return base::pass(ast);
    return Expression(std::make_shared<Ast const>(*std::move(ast)));
}

std::string const& Expression::text() const {
    return m_ast->text;
}

base::Findings Expression::check() const {
    base::Findings findings;
    for (auto const* call : callsOf(*m_ast)) {
        auto const count = call->args.size();
        if (call->function == nullptr) {
            auto const name = writtenName(*call);
            findings.push_back({false, faultAt(m_ast->text, call->at,
                                               {fmt::format("没有函数 {}()", name),
                                                fmt::format("there is no function {}()", name)})});
        } else if (count < call->function->least || count > call->function->most) {
            findings.push_back({false, faultAt(m_ast->text, call->at, arityFault(*call->function, count))});
        }
    }
    return findings;
}

Result<Value> Expression::evaluate(Context const& context) const {
    Evaluator evaluator(*m_ast, context);
    return finish(evaluator, evaluator.evaluate(m_ast->root, placeIn(context)));
}

Result<bool> Expression::evaluateBoolean(Context const& context) const {
    Evaluator evaluator(*m_ast, context);
    return finish(evaluator, evaluator.boolean(m_ast->root, placeIn(context)));
}

Result<double> Expression::evaluateNumber(Context const& context) const {
    Evaluator evaluator(*m_ast, context);
    return finish(evaluator, evaluator.number(m_ast->root, placeIn(context)));
}

Result<std::string> Expression::evaluateString(Context const& context) const {
    Evaluator evaluator(*m_ast, context);
    return finish(evaluator, evaluator.string(m_ast->root, placeIn(context)));
}

Result<Nodes> Expression::evaluateNodes(Context const& context) const {
    Evaluator evaluator(*m_ast, context);
    Nodes found;
    evaluator.nodes(m_ast->root, placeIn(context), found);
    return finish(evaluator, std::move(found));
}

std::vector<std::string> Expression::functions() const {
    std::set<std::string> names;
    for (auto const* call : callsOf(*m_ast)) names.insert(writtenName(*call));
    return {names.begin(), names.end()};
}

std::vector<std::string> Expression::literals(std::string_view function, std::size_t index) const {
    std::vector<std::string> found;
    for (auto const* call : callsOf(*m_ast)) {
        if (writtenName(*call) != function || index >= call->args.size()) continue;
        auto const& argument = m_ast->exprs[call->args[index]];
        if (argument.kind == Kind::Literal) found.push_back(argument.text);
    }
    return found;
}

} // namespace huibiao::xpath
