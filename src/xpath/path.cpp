#include "xpath/internal/axes.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::xpath {

using xml::Document;
using xml::NodeKind;

void sortNodes(Nodes& nodes) {
    auto const before = [](auto* a, auto* b) { return Document::compare(*a, *b) < 0; };
    if (!std::is_sorted(nodes.begin(), nodes.end(), before)) std::sort(nodes.begin(), nodes.end(), before);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

/// Walks one step from each node of a set.
class Walk {
public:
    Walk(Evaluator& evaluator, Step const& step) : m_evaluator(evaluator), m_step(step) {
        m_principal = step.axis == Axis::Attribute   ? NodeKind::Attribute
                      : step.axis == Axis::Namespace ? NodeKind::Namespace
                                                     : NodeKind::Element;
        if (step.test != Test::Name && step.test != Test::AnyInNamespace) return;
        m_uri = evaluator.uriOf(step.prefix);
        if (m_uri == nullptr)
            evaluator.fail(step.at, {fmt::format("前缀“{}”没有声明", step.prefix),
                                     fmt::format("the prefix \"{}\" is not declared", step.prefix)});
    }

    /// `flat`: no node of the set lies below another. Kept up to date for the result.
    void run(Nodes const& from, bool& flat, Nodes& out) {
        for (auto* node : from) {
            if (m_evaluator.failed()) return;
            if (m_step.predicates.empty()) {
                collect(*node, out, 0);
                if (isReverse(m_step.axis))
                    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(m_start), out.end());
                continue;
            }
            auto some = m_evaluator.borrow();
            collect(*node, some, m_step.predicates.front().position);
            filter(m_evaluator, some, m_step.predicates);
            if (isReverse(m_step.axis)) {
                out.insert(out.end(), some.rbegin(), some.rend());
            } else {
                out.insert(out.end(), some.begin(), some.end());
            }
            m_evaluator.giveBack(std::move(some));
        }
        if (from.size() > 1 && !staysSorted(flat)) sortNodes(out);
        flat = staysFlat(flat, from.size());
    }

    static void filter(Evaluator& evaluator, Nodes& nodes, std::vector<Predicate> const& predicates) {
        for (auto const& predicate : predicates) {
            if (predicate.position != 0) {
                if (predicate.position > nodes.size()) {
                    nodes.clear();
                } else {
                    nodes = {nodes[predicate.position - 1]};
                }
                continue;
            }
            ++evaluator.m_inPredicate;
            std::size_t kept = 0;
            Place place{nullptr, 0, nodes.size()};
            for (auto* node : nodes) {
                place.node = node;
                ++place.position;
                if (!evaluator.spend(1)) break;
                if (passes(evaluator, predicate, place)) nodes[kept++] = node;
            }
            nodes.resize(kept);
            --evaluator.m_inPredicate;
        }
    }

private:
    static bool passes(Evaluator& evaluator, Predicate const& predicate, Place const& place) {
        if (predicate.boolean) return evaluator.boolean(predicate.expr, place);
        auto const value = evaluator.evaluate(predicate.expr, place);
        if (value.type() == Type::Number) return value.number() == static_cast<double>(place.position);
        return value.boolean();
    }

    /// Appends what the axis holds and the test lets through; at most `most`, unless that is 0.
    void collect(xml::Node& node, Nodes& out, std::size_t most) {
        m_start = out.size();
        std::size_t seen = 0;
        eachOn(m_evaluator, m_step.axis, node, [&](xml::Node& found) {
            ++seen;
            if (matches(found)) out.push_back(&found);
            return most == 0 || out.size() - m_start < most;
        });
        (void)m_evaluator.spend(seen + 1);
    }

    bool matches(xml::Node const& node) {
        switch (m_step.test) {
        case Test::Node: return true;
        case Test::Text: return node.kind() == NodeKind::Text;
        case Test::Comment: return node.kind() == NodeKind::Comment;
        case Test::Instruction:
            return node.kind() == NodeKind::Instruction &&
                   (m_step.name.empty() || node.localName() == m_step.name);
        case Test::AnyName: return node.kind() == m_principal;
        case Test::Name:
        case Test::AnyInNamespace: break;
        }
        if (node.kind() != m_principal) return false;
        // Names are kept once in a document: mostly it is the one seen last.
        if (node.name() == m_yes) return true;
        if (node.name() == m_no) return false;
        bool const match = nameMatches(*node.name());
        (match ? m_yes : m_no) = node.name();
        return match;
    }

    [[nodiscard]] bool nameMatches(xml::Name const& name) const {
        if (m_uri == nullptr) return false;
        if (m_step.test == Test::AnyInNamespace) return name.uri == *m_uri;
        return name.local == m_step.name &&
               (name.uri == *m_uri || (m_step.prefix.empty() && name.uri.empty()));
    }

    [[nodiscard]] bool staysSorted(bool flat) const {
        switch (m_step.axis) {
        case Axis::Self:
        case Axis::Attribute:
        case Axis::Namespace: return true;
        case Axis::Child:
        case Axis::Descendant:
        case Axis::DescendantOrSelf: return flat;
        default: return false;
        }
    }

    [[nodiscard]] bool staysFlat(bool flat, std::size_t count) const {
        switch (m_step.axis) {
        case Axis::Attribute:
        case Axis::Namespace: return true;
        case Axis::Self:
        case Axis::Child: return flat;
        case Axis::Parent:
        case Axis::FollowingSibling:
        case Axis::PrecedingSibling: return count == 1;
        default: return false;
        }
    }

    Evaluator& m_evaluator;
    Step const& m_step;
    NodeKind m_principal;
    std::string const* m_uri = nullptr;
    xml::Name const* m_yes = nullptr;
    xml::Name const* m_no = nullptr;
    std::size_t m_start = 0;
};

void Evaluator::path(Expr const& expr, Place const& place, Nodes& out) {
    auto current = borrow();
    switch (expr.base) {
    case PathBase::Context:
        if (place.node != nullptr) current.push_back(place.node);
        break;
    case PathBase::Root:
        if (m_root != nullptr) current.push_back(m_root);
        break;
    case PathBase::Expr:
        nodes(expr.args[0], place, current);
        if (!failed()) Walk::filter(*this, current, expr.filters);
        // A function may have an order of its own.
        if (!expr.steps.empty()) sortNodes(current);
        break;
    }
    bool flat = current.size() <= 1;
    if (!expr.steps.empty()) {
        auto next = borrow();
        for (auto const& step : expr.steps) {
            if (current.empty() || failed()) break;
            next.clear();
            Walk(*this, step).run(current, flat, next);
            std::swap(current, next);
        }
        giveBack(std::move(next));
    }
    if (out.empty()) {
        std::swap(out, current);
    } else {
        out.insert(out.end(), current.begin(), current.end());
    }
    giveBack(std::move(current));
}

} // namespace huibiao::xpath
