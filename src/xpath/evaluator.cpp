#include "base/clock.h"
#include "xpath/internal/axes.h"
#include "xpath/internal/call.h"
#include "xpath/internal/date.h"
#include "xpath/internal/lexer.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <random>

namespace huibiao::xpath {

using base::Words;

namespace {

struct Known {
    std::string_view prefix;
    std::string uri;
};

std::string const javarosaUri = "http://openrosa.org/javarosa";

/// What prefixes mean that nobody declared; forms in the field rely on it.
std::string const* knownUri(std::string_view prefix) {
    static std::string const xforms = "http://www.w3.org/2002/xforms";
    static std::array<Known, 16> const known{{{"", xforms},
                                              {"xf", xforms},
                                              {"xforms", xforms},
                                              {"jr", javarosaUri},
                                              {"javarosa", javarosaUri},
                                              {"orx", "http://openrosa.org/xforms"},
                                              {"openrosa-xforms", "http://openrosa.org/xforms"},
                                              {"odk", "http://www.opendatakit.org/xforms"},
                                              {"enk", "http://enketo.org/xforms"},
                                              {"h", "http://www.w3.org/1999/xhtml"},
                                              {"html", "http://www.w3.org/1999/xhtml"},
                                              {"xhtml", "http://www.w3.org/1999/xhtml"},
                                              {"ev", "http://www.w3.org/2001/xml-events"},
                                              {"fn", "http://www.w3.org/2005/xpath-functions"},
                                              {"xsd", "http://www.w3.org/2001/XMLSchema"},
                                              {"xml", "http://www.w3.org/XML/1998/namespace"}}};
    for (auto const& entry : known)
        if (entry.prefix == prefix) return &entry.uri;
    return nullptr;
}

bool isNodeChain(Expr const& expr) {
    return expr.kind == Kind::Chain && expr.ops.front() == Op::Union;
}

} // namespace

Evaluator::Evaluator(Ast const& ast, Context const& context)
    : m_ast(ast), m_context(context), m_root(context.root != nullptr   ? context.root
                                             : context.node != nullptr ? context.node->root()
                                                                       : nullptr),
      m_steps(context.limits.steps), m_bytes(context.limits.bytes) {}

void Evaluator::fail(std::uint32_t at, Words const& what, base::Kind kind) {
    if (!m_error) m_error = faultAt(m_ast.text, at, what, kind);
}

void Evaluator::overspent() {
    m_steps = 0;
    fail(0, {"计算量过大，已停止", "this takes too much work; stopped"}, base::Kind::Unsupported);
}

bool Evaluator::store(std::size_t bytes) {
    if (bytes > m_bytes) {
        m_bytes = 0;
        fail(0, {"产生的文字过长，已停止", "this makes too much text; stopped"}, base::Kind::Unsupported);
        return false;
    }
    m_bytes -= bytes;
    return !failed();
}

std::string const* Evaluator::uriOf(std::string_view prefix) const {
    if (m_context.namespaces != nullptr) {
        auto const found = m_context.namespaces->find(prefix);
        if (found != m_context.namespaces->end()) return &found->second;
    }
    return knownUri(prefix);
}

TimeZone const& Evaluator::zone() {
    if (m_context.zone != nullptr) return *m_context.zone;
    if (!m_zone) m_zone = TimeZone::system();
    return *m_zone;
}

std::int64_t Evaluator::nowMs() {
    if (!m_now) {
        auto const now = m_context.clock != nullptr ? m_context.clock->wall() : base::SystemClock().wall();
        m_now = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch()).count();
    }
    return *m_now;
}

std::uint64_t Evaluator::random() {
    if (m_context.random != nullptr) return (*m_context.random)();
    std::random_device device;
    return static_cast<std::uint64_t>(device()) << 32U | device();
}

Regex const* Evaluator::pattern(std::string const& text, std::uint32_t at) {
    if (m_pattern && m_patternText == text) return &*m_pattern;
    auto compiled = Regex::compile(text);
    if (!compiled) {
        fail(at, compiled.error().message);
        return nullptr;
    }
    m_pattern = *std::move(compiled);
    m_patternText = text;
    return spend(text.size() + m_pattern->size()) ? &*m_pattern : nullptr;
}

Nodes Evaluator::borrow() {
    if (m_spare.empty()) return {};
    auto nodes = std::move(m_spare.back());
    m_spare.pop_back();
    nodes.clear();
    return nodes;
}

void Evaluator::giveBack(Nodes nodes) {
    constexpr std::size_t kept = 16;
    if (m_spare.size() < kept) m_spare.push_back(std::move(nodes));
}

Value const* Evaluator::remembered(ExprId id, Place const& place) {
    auto const& expr = m_ast.exprs[id];
    if (m_inPredicate == 0 || !expr.fixed() || expr.kind == Kind::Number || expr.kind == Kind::Literal)
        return nullptr;
    if (m_memory.empty()) m_memory.resize(m_ast.exprs.size());
    if (!m_memory[id]) {
        auto value = compute(id, place);
        m_memory[id] = std::move(value);
    }
    return &*m_memory[id];
}

std::string_view Evaluator::readAll(xml::Node const& node, std::string& scratch) {
    std::size_t seen = 1;
    auto const visit = [&](xml::Node const& found) {
        ++seen;
        if (found.kind() == xml::NodeKind::Text) scratch += found.value();
        return true;
    };
    scratch.clear();
    eachBelow(node, visit);
    return spend(seen + scratch.size() / bytesAStep) ? std::string_view(scratch) : std::string_view();
}

std::string Evaluator::textOf(xml::Node const& node) {
    std::string text;
    auto const view = read(node, text);
    if (view.data() != text.data()) text = view;
    if (!store(text.size())) text.clear();
    return text;
}

std::string Evaluator::textOf(Value const& value) {
    if (value.isNodes()) return value.nodes().empty() ? std::string() : textOf(*value.nodes().front());
    if (m_ast.mode == Mode::XForms && value.type() == Type::Number && std::isnan(value.number())) return {};
    auto text = value.string();
    if (!store(text.size())) text.clear();
    return text;
}

Value Evaluator::evaluate(ExprId id, Place const& place) {
    auto const* known = remembered(id, place);
    return known != nullptr ? *known : compute(id, place);
}

Value Evaluator::compute(ExprId id, Place const& place) {
    if (failed()) return {};
    auto const& expr = m_ast.exprs[id];
    switch (expr.kind) {
    case Kind::Number: return expr.number;
    case Kind::Literal: return expr.text;
    case Kind::Negate: return -number(expr.args[0], place);
    case Kind::Chain: return chain(expr, place);
    case Kind::Call: return call(expr, place);
    case Kind::Path: break;
    }
    Nodes found;
    path(expr, place, found);
    return found;
}

bool Evaluator::boolean(ExprId id, Place const& place) {
    if (auto const* known = remembered(id, place)) return known->boolean();
    if (failed()) return false;
    auto const& expr = m_ast.exprs[id];
    if (expr.kind == Kind::Chain) {
        auto const op = expr.ops.front();
        if (op == Op::Or || op == Op::And) {
            for (auto const argument : expr.args)
                if (boolean(argument, place) == (op == Op::Or)) return op == Op::Or;
            return op == Op::And;
        }
        if (op <= Op::GreaterEqual) return comparison(expr, place);
    }
    if (expr.kind != Kind::Path) return compute(id, place).boolean();
    auto found = borrow();
    path(expr, place, found);
    bool const any = !found.empty();
    giveBack(std::move(found));
    return any;
}

double Evaluator::number(ExprId id, Place const& place) {
    if (auto const* known = remembered(id, place)) return numberOf(*known);
    if (failed()) return std::nan("");
    auto const& expr = m_ast.exprs[id];
    if (expr.kind == Kind::Number) return expr.number;
    if (expr.kind == Kind::Chain && expr.ops.front() >= Op::Add && expr.ops.front() <= Op::Modulo)
        return arithmetic(expr, place);
    if (expr.kind != Kind::Path) return numberOf(compute(id, place));
    auto found = borrow();
    path(expr, place, found);
    double const result = found.empty() ? std::nan("") : numberOf(*found.front());
    giveBack(std::move(found));
    return result;
}

std::string Evaluator::string(ExprId id, Place const& place) {
    if (auto const* known = remembered(id, place)) return textOf(*known);
    if (failed()) return {};
    auto const& expr = m_ast.exprs[id];
    if (expr.kind != Kind::Path) return textOf(compute(id, place));
    auto found = borrow();
    path(expr, place, found);
    auto text = found.empty() ? std::string() : textOf(*found.front());
    giveBack(std::move(found));
    return text;
}

void Evaluator::nodes(ExprId id, Place const& place, Nodes& out) {
    auto const& expr = m_ast.exprs[id];
    if (auto const* known = remembered(id, place)) {
        if (!known->isNodes()) return fail(expr.at, {"此处应为节点集", "a node-set is expected here"});
        out.insert(out.end(), known->nodes().begin(), known->nodes().end());
        return;
    }
    if (failed()) return;
    if (expr.kind == Kind::Path) return path(expr, place, out);
    auto const value = compute(id, place);
    if (failed()) return;
    if (!value.isNodes()) return fail(expr.at, {"此处应为节点集", "a node-set is expected here"});
    out.insert(out.end(), value.nodes().begin(), value.nodes().end());
}

Value Evaluator::chain(Expr const& expr, Place const& place) {
    auto const op = expr.ops.front();
    if (op == Op::Or || op == Op::And) {
        for (auto const argument : expr.args)
            if (boolean(argument, place) == (op == Op::Or)) return op == Op::Or;
        return op == Op::And;
    }
    if (op <= Op::GreaterEqual) return comparison(expr, place);
    if (!isNodeChain(expr)) return arithmetic(expr, place);
    Nodes all;
    for (auto const argument : expr.args) {
        auto const before = all.size();
        nodes(argument, place, all);
        if (before > 0) sortNodes(all);
    }
    return all;
}

double Evaluator::arithmetic(Expr const& expr, Place const& place) {
    double result = number(expr.args[0], place);
    for (std::size_t i = 0; i < expr.ops.size() && spend(1); ++i) {
        double const right = number(expr.args[i + 1], place);
        switch (expr.ops[i]) {
        case Op::Add: result += right; break;
        case Op::Subtract: result -= right; break;
        case Op::Multiply: result *= right; break;
        case Op::Divide: result /= right; break;
        default: result = std::fmod(result, right); break;
        }
    }
    return result;
}

Function const* Evaluator::resolve(Expr const& expr) {
    if (expr.prefix.empty()) {
        if (expr.function == nullptr)
            fail(expr.at, {fmt::format("没有函数 {}()", expr.text),
                           fmt::format("there is no function {}()", expr.text)});
        return expr.function;
    }
    auto const* uri = uriOf(expr.prefix);
    bool const javarosa = uri != nullptr && *uri == javarosaUri;
    bool const core = uri != nullptr && !javarosa &&
                      (*uri == *knownUri("xf") || *uri == *knownUri("fn") || *uri == *knownUri("odk") ||
                       *uri == *knownUri("enk"));
    Function const* function = nullptr;
    if (javarosa || core)
        function =
            findFunction(expr.text, javarosa ? Library::JavaRosa : Library::Core, m_ast.mode == Mode::Native);
    if (function == nullptr)
        fail(expr.at, {fmt::format("没有函数 {}:{}()", expr.prefix, expr.text),
                       fmt::format("there is no function {}:{}()", expr.prefix, expr.text)});
    return function;
}

Value Evaluator::call(Expr const& expr, Place const& place) {
    if (!spend(1)) return {};
    auto const* function = resolve(expr);
    if (function == nullptr) return {};
    auto const count = expr.args.size();
    if (count < function->least || count > function->most) {
        fail(expr.at, arityFault(*function, count));
        return {};
    }
    Call call(*this, expr, place);
    return function->run(call);
}

xml::Node* Call::nodeOrContext() {
    if (count() == 0) return m_place.node;
    auto const found = nodes(0);
    return found.empty() ? nullptr : found.front();
}

Value Call::fail(Words const& what) {
    m_evaluator.fail(m_expr.at, what);
    return {};
}

} // namespace huibiao::xpath
