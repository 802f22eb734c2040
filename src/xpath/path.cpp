#include "xpath/internal/axes.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::xpath {

using xml::Document;

namespace {

/// Two runs that are in order each, as a union makes them, are merged; anything else is sorted.
template <class Items, class Before>
void order(Items& items, Before before) {
    auto const middle = std::is_sorted_until(items.begin(), items.end(), before);
    if (middle == items.end()) return;
    if (std::is_sorted(middle, items.end(), before)) {
        std::inplace_merge(items.begin(), middle, items.end(), before);
    } else {
        std::sort(items.begin(), items.end(), before);
    }
}

} // namespace

void sortNodes(Nodes& nodes) {
    if (nodes.size() < 2) return;
    // Numbers of one document are compared faster than nodes.
    std::vector<std::pair<std::uint32_t, xml::Node*>> numbered;
    numbered.reserve(nodes.size());
    for (auto* node : nodes) {
        auto const number = Document::order(*node);
        if (number == 0 || &node->document() != &nodes.front()->document()) break;
        numbered.emplace_back(number, node);
    }
    if (numbered.size() == nodes.size()) {
        order(numbered, [](auto const& a, auto const& b) { return a.first < b.first; });
        std::transform(numbered.begin(), numbered.end(), nodes.begin(),
                       [](auto const& entry) { return entry.second; });
    } else {
        order(nodes, [](auto* a, auto* b) { return Document::compare(*a, *b) < 0; });
    }
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

/// Walks one step from each node of a set.
class Walk {
public:
    Walk(Evaluator& evaluator, Step const& step)
        : m_evaluator(evaluator), m_step(step), m_test(evaluator.testFor(step, m_own)) {}

    /// `flat`: no node of the set lies below another. Kept up to date for the result.
    void run(Nodes const& from, bool& flat, Nodes& out) {
        // Sets that come with doubles are cut down before they outgrow the document.
        bool const doubles = from.size() > 1 && !staysSorted(flat);
        std::size_t tolerated = 65536;
        for (auto* node : from) {
            if (m_evaluator.failed()) return;
            if (doubles && out.size() > tolerated) {
                sortNodes(out);
                tolerated = std::max(tolerated, 2 * out.size());
            }
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
        if (doubles) sortNodes(out);
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

    /// Elements with many children know them by name, so that reading a field does not cost a look at all the
    /// fields of the form. False where the children are few or of both kinds of names: then look at each.
    bool collectNamed(xml::Node& node, Nodes& out, std::size_t most) {
        if (m_step.axis != Axis::Child || m_step.test != Test::Name) return false;
        auto const* child = node.firstChild();
        for (int few = 32; few > 0; --few) {
            if (child == nullptr) return false;
            child = child->next();
        }
        auto const* const uri = m_evaluator.uriOf(m_step.prefix);
        if (uri == nullptr) return false;
        auto const& document = node.document();
        auto const* name = document.findName(m_step.name, *uri);
        if (m_step.prefix.empty() && !uri->empty()) {
            auto const* const bare = document.findName(m_step.name, {});
            if (name != nullptr && bare != nullptr) return false;
            if (name == nullptr) name = bare;
        }
        std::size_t taken = 0;
        if (name != nullptr)
            for (auto* found : node.childrenNamed(name)) {
                out.push_back(found);
                if (++taken == most) break;
            }
        (void)m_evaluator.spend(taken + 32);
        return true;
    }

    /// Appends what the axis holds and the test lets through; at most `most`, unless that is 0.
    void collect(xml::Node& node, Nodes& out, std::size_t most) {
        m_start = out.size();
        if (collectNamed(node, out, most)) return;
        std::size_t seen = 0;
        eachOn(m_evaluator, m_step.axis, node, [&](xml::Node& found) {
            ++seen;
            if (m_test.matches(found)) out.push_back(&found);
            return most == 0 || out.size() - m_start < most;
        });
        // Namespace nodes are made only now, one for each element and prefix.
        constexpr std::size_t making = 64;
        (void)m_evaluator.spend(m_step.axis == Axis::Namespace ? (seen + 1) * making : seen + 1);
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
    std::optional<NameTest> m_own;
    NameTest& m_test;
    std::size_t m_start = 0;
};

NameTest& Evaluator::testFor(Step const& step, std::optional<NameTest>& own) {
    auto* place = &own;
    if (m_inPredicate > 0) {
        if (m_tests.empty()) m_tests.resize(m_ast.steps);
        place = &m_tests[step.number];
    }
    if (*place) return **place;
    std::string const* uri = nullptr;
    if (step.test == Test::Name || step.test == Test::AnyInNamespace) {
        uri = uriOf(step.prefix);
        if (uri == nullptr)
            fail(step.at, {fmt::format("前缀“{}”没有声明", step.prefix),
                           fmt::format("the prefix \"{}\" is not declared", step.prefix)});
    }
    return place->emplace(step, uri);
}

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
