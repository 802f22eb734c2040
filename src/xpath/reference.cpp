#include "xpath/reference.h"

#include "base/utf8.h"
#include "xpath/internal/ast.h"
#include "xpath/xpath.h"

#include <algorithm>
#include <unordered_set>

namespace huibiao::xpath {

namespace {

using References = std::vector<Reference>;

constexpr std::size_t mostWays = 256; ///< that one path of unions may take

std::string keyOf(Reference const& reference) {
    std::string key = std::to_string(static_cast<int>(reference.base)) + reference.instance;
    for (auto const& step : reference.steps)
        key += '\n' + std::to_string(static_cast<int>(step.axis)) + ' ' + step.prefix + ':' + step.name;
    return key;
}

Reference::Step written(Step const& step) {
    std::string name = step.test == Test::Name                                           ? step.name
                       : step.test == Test::AnyName || step.test == Test::AnyInNamespace ? "*"
                                                                                         : "";
    return {step.axis, step.prefix, std::move(name)};
}

class Collector {
public:
    explicit Collector(Ast const& ast) : m_ast(ast) {}

    References run() {
        use(m_ast.root, {Reference{}});
        return std::move(m_found);
    }

private:
    void record(References const& references) {
        for (auto const& reference : references)
            if (m_seen.insert(keyOf(reference)).second) m_found.push_back(reference);
    }

    void use(ExprId id, References const& focus) { record(visit(id, focus)); }

    /// What the expression yields as node-sets, not recorded yet; what it reads on the way is.
    References visit(ExprId id, References const& focus) {
        auto const& expr = m_ast.exprs[id];
        switch (expr.kind) {
        case Kind::Number:
        case Kind::Literal: return {};
        case Kind::Path: return path(expr, focus);
        case Kind::Call: return call(expr, focus);
        case Kind::Negate: use(expr.args[0], focus); return {};
        case Kind::Chain: break;
        }
        References all;
        for (auto const argument : expr.args) {
            auto const some = visit(argument, focus);
            if (expr.ops.front() == Op::Union) {
                all.insert(all.end(), some.begin(), some.end());
            } else {
                record(some);
            }
        }
        if (all.size() > mostWays) {
            record(all);
            all.resize(mostWays);
        }
        return all;
    }

    References path(Expr const& expr, References const& focus) {
        References ways;
        if (expr.base == PathBase::Context) ways = focus;
        if (expr.base == PathBase::Root) ways = {Reference{Reference::Base::Root, {}, {}}};
        if (expr.base == PathBase::Expr) ways = visit(expr.args[0], focus);
        std::vector<std::pair<ExprId, References>> inside;
        for (auto const& filter : expr.filters) inside.emplace_back(filter.expr, ways);
        for (auto const& step : expr.steps) {
            for (auto& way : ways) way.steps.push_back(written(step));
            for (auto const& predicate : step.predicates) inside.emplace_back(predicate.expr, ways);
        }
        // The path before what its predicates read, as in the text.
        if (!inside.empty()) record(ways);
        for (auto const& [predicate, place] : inside) use(predicate, place);
        return ways;
    }

    References call(Expr const& expr, References const& focus) {
        References arguments;
        for (auto const argument : expr.args) {
            auto const some = visit(argument, focus);
            record(some);
            arguments.insert(arguments.end(), some.begin(), some.end());
        }
        auto const literal = [&] {
            auto const& first = m_ast.exprs[expr.args.front()];
            return first.kind == Kind::Literal ? first.text : std::string();
        };
        if (expr.text == "current") return {Reference{}};
        if (expr.text == "instance" && !expr.args.empty())
            return {Reference{Reference::Base::Instance, literal(), {}}};
        if (expr.text == "pulldata" && !expr.args.empty())
            record({Reference{Reference::Base::Instance, literal(), {}}});
        if (expr.args.empty() && expr.function != nullptr &&
            expr.function->focus == Focus::WithoutArguments && !expr.positional)
            record(focus);
        if (expr.function == nullptr || expr.function->result == Type::NodeSet) {
            if (arguments.size() > mostWays) arguments.resize(mostWays);
            return arguments;
        }
        return {};
    }

    Ast const& m_ast;
    References m_found;
    std::unordered_set<std::string> m_seen;
};

} // namespace

std::vector<Reference> Expression::references() const {
    return Collector(*m_ast).run();
}

std::optional<std::string> Reference::resolve(std::string_view contextPath) const {
    std::vector<std::string> parts;
    if (base == Base::Instance) return std::nullopt;
    if (base == Base::Context) {
        for (auto& part : base::split(contextPath, '/'))
            if (!part.empty()) parts.push_back(std::move(part));
    }
    for (auto const& step : steps) {
        bool const named = !step.name.empty() && step.name != "*";
        auto const name = step.prefix.empty() ? step.name : step.prefix + ':' + step.name;
        switch (step.axis) {
        case Axis::Child:
            if (!named) return std::nullopt;
            parts.push_back(name);
            break;
        case Axis::Attribute:
            if (!named) return std::nullopt;
            parts.push_back('@' + name);
            break;
        case Axis::Parent:
            if (!step.name.empty() || parts.empty()) return std::nullopt;
            parts.pop_back();
            break;
        case Axis::Self:
            if (!step.name.empty()) return std::nullopt;
            break;
        default: return std::nullopt;
        }
    }
    return '/' + base::join(parts, "/");
}

} // namespace huibiao::xpath
