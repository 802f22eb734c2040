#include "form/internal/match.h"

#include <algorithm>
#include <unordered_map>

namespace huibiao::form {

using xpath::Axis;
using xpath::Reference;

namespace {

ModelNode const& nodeOf(Definition const& definition, int index) {
    return definition.nodes[static_cast<std::size_t>(index)];
}

bool named(Definition const& definition, ModelNode const& node, Reference::Step const& step) {
    if (step.name.empty() || step.name == "*") return !node.attribute || step.axis == Axis::Attribute;
    if (node.local != step.name) return false;
    if (step.prefix.empty()) return true;
    auto const uri = definition.namespaces.find(step.prefix);
    return uri != definition.namespaces.end() && uri->second == node.uri;
}

/// Walks one step for one node; the document is -1.
class Walk {
public:
    Walk(Definition const& definition, Reference::Step const& step, std::vector<Match>& out,
         std::size_t* budget)
        : m_definition(definition), m_step(step), m_out(out), m_budget(budget) {}

    void from(Match at) {
        int const parent = at.node < 0 ? -1 : nodeOf(m_definition, at.node).parent;
        switch (m_step.axis) {
        case Axis::Self: take(at.node, at.pivot); break;
        case Axis::Child: children(at, false); break;
        case Axis::Attribute: children(at, true); break;
        case Axis::Parent:
            if (at.node >= 0) take(parent, higher(parent, at.pivot));
            break;
        case Axis::Descendant: below(at, 0); break;
        case Axis::DescendantOrSelf:
            take(at.node, at.pivot);
            below(at, 0);
            break;
        case Axis::Ancestor:
        case Axis::AncestorOrSelf:
            for (int up = m_step.axis == Axis::Ancestor ? parent : at.node; up >= 0;
                 up = nodeOf(m_definition, up).parent)
                take(up, -1);
            break;
        case Axis::FollowingSibling:
        case Axis::PrecedingSibling:
            if (at.node >= 0) children({parent, higher(parent, at.pivot)}, false);
            break;
        case Axis::Following:
        case Axis::Preceding: below({-1, -1}, 0); break;
        case Axis::Namespace: break;
        }
    }

private:
    int higher(int candidate, int pivot) const {
        return within(m_definition, pivot, candidate) ? candidate : pivot;
    }

    void take(int node, int pivot) {
        if (m_budget != nullptr) {
            if (*m_budget == 0) return;
            --*m_budget;
        }
        if (node >= 0 && !named(m_definition, nodeOf(m_definition, node), m_step)) return;
        if (node < 0 && !m_step.name.empty()) return;
        auto const [known, fresh] = m_known.try_emplace(node, m_out.size());
        if (fresh)
            m_out.push_back({node, pivot});
        else
            m_out[known->second].pivot = higher(pivot, m_out[known->second].pivot);
    }

    template <class Use>
    void eachChild(int node, Use use) {
        if (node < 0)
            use(0);
        else
            for (int const child : nodeOf(m_definition, node).children) use(child);
    }

    void children(Match at, bool attributes) {
        if (at.node >= 0 && !m_step.name.empty() && m_step.name != "*") {
            std::string path = nodeOf(m_definition, at.node).path + (attributes ? "/@" : "/");
            if (!m_step.prefix.empty()) path += m_step.prefix + ':';
            if (int const exact = m_definition.find(path + m_step.name); exact >= 0) {
                take(exact, at.pivot);
                return;
            }
        }
        eachChild(at.node, [&](int child) {
            if (nodeOf(m_definition, child).attribute == attributes) take(child, at.pivot);
        });
    }

    void below(Match at, int depth) {
        if (depth > 600 || (m_budget != nullptr && *m_budget == 0)) return;
        eachChild(at.node, [&](int child) {
            if (nodeOf(m_definition, child).attribute) return;
            take(child, at.pivot);
            below({child, at.pivot}, depth + 1);
        });
    }

    Definition const& m_definition;
    Reference::Step const& m_step;
    std::vector<Match>& m_out;
    std::size_t* m_budget;
    std::unordered_map<int, std::size_t> m_known;
};

} // namespace

bool within(Definition const& definition, int node, int ancestor) {
    if (ancestor < 0) return true;
    // Parents come before their children, so the index tells when to stop.
    for (; node >= ancestor; node = nodeOf(definition, node).parent)
        if (node == ancestor) return true;
    return false;
}

std::vector<Match> matchReference(Definition const& definition, Reference const& reference, int context,
                                  std::size_t* budget) {
    if (reference.base == Reference::Base::Instance) {
        if (reference.instance.empty() || reference.instance != definition.primaryId) return {};
    }
    bool const relative = reference.base == Reference::Base::Context;
    if (definition.nodes.empty() || (relative && context < 0)) return {};
    std::vector<Match> current{relative ? Match{context, context} : Match{-1, -1}};
    for (Reference::Step const& step : reference.steps) {
        std::vector<Match> next;
        Walk walk(definition, step, next, budget);
        for (Match const& match : current) walk.from(match);
        current = std::move(next);
    }
    std::erase_if(current, [](Match const& match) { return match.node < 0; });
    return current;
}

} // namespace huibiao::form
