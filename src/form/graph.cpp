#include "form/internal/graph.h"

#include "form/internal/load.h"
#include "form/internal/match.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::form {

using xpath::Axis;
using xpath::Reference;

namespace {

/// True for expressions that pick one instance of a repeat, such as the one before: what they read in
/// their own repeat belongs to another instance, so it is no cycle.
bool picksInstances(xpath::Expression const& expression, Reference const& reference) {
    std::string const& text = expression.text();
    if (text.find('[') != std::string::npos || text.find("indexed-repeat") != std::string::npos) return true;
    return std::any_of(reference.steps.begin(), reference.steps.end(), [](Reference::Step const& step) {
        return step.axis == Axis::PrecedingSibling || step.axis == Axis::FollowingSibling;
    });
}

class GraphBuilder {
public:
    GraphBuilder(Definition& definition, base::Findings& findings)
        : m_definition(definition), m_findings(findings), m_graph(definition.nodes.size() * 3) {}

    void build() {
        int const count = static_cast<int>(m_definition.nodes.size());
        for (int n = 0; n < count; ++n) {
            ModelNode const& node = at(n);
            if (node.parent >= 0) m_graph.add(relevanceOf(node.parent), relevanceOf(n), EdgeKind::Inherit);
            m_graph.add(relevanceOf(n), valueOf(n), EdgeKind::Inherit);
            if (node.bind().relevant) read(n, Property::Relevance, node.bind().relevant->expression);
            if (node.bind().calculate) read(n, Property::Calculation, node.bind().calculate->expression);
            for (auto const* formula :
                 {&node.bind().required, &node.bind().readOnly, &node.bind().constraint})
                if (*formula) look(n, (*formula)->expression);
            if (node.body >= 0)
                if (auto const& repeat = m_definition.body[static_cast<std::size_t>(node.body)]; repeat.count)
                    read(n, Property::Count, *repeat.count);
            if (node.control >= 0)
                if (auto const& control = m_definition.body[static_cast<std::size_t>(node.control)];
                    control.itemset)
                    readItemset(n, *control.itemset);
        }
        if (m_budget == 0)
            m_findings.push_back(
                {false,
                 {base::Kind::Unsupported,
                  {"表达式引用的节点太多（例如大量的 // 或 *），请改用题目的完整路径",
                   "the expressions read too many nodes (many // or *, say); name the paths instead"},
                  "xform"}});
        m_graph.order(m_definition, m_findings);
    }

private:
    ModelNode& at(int n) { return m_definition.nodes[static_cast<std::size_t>(n)]; }

    /// Says where an expression names a node that is not there.
    std::vector<Match> matches(int n, Reference const& reference, xpath::Expression const& expression) {
        auto found = matchReference(m_definition, reference, n, &m_budget);
        bool const plainPath =
            std::all_of(reference.steps.begin(), reference.steps.end(), [](auto const& step) {
                return step.axis == Axis::Child || step.axis == Axis::Parent || step.axis == Axis::Self;
            });
        if (m_budget > 0 && found.empty() && plainPath && !reference.steps.empty() &&
            reference.base != Reference::Base::Instance) {
            std::string const path = reference.resolve(at(n).path).value_or(std::string());
            m_findings.push_back(
                {true,
                 {base::Kind::Invalid,
                  {fmt::format("{} 的表达式 {} 用到不存在的节点 {}", at(n).path, expression.text(), path),
                   fmt::format("the expression {} of {} reads {}, which does not exist", expression.text(),
                               at(n).path, path)},
                  fmt::format("xform:{}", at(n).bind().line)}});
        }
        return found;
    }

    void look(int n, xpath::Expression const& expression) {
        for (Reference const& reference : expression.references()) matches(n, reference, expression);
    }

    void read(int n, Property property, xpath::Expression const& expression) {
        // As other engines have it, a name of a choice follows the language, while jr:itext() waits until
        // something else has the expression computed.
        for (std::string const& function : expression.functions())
            if (function == "jr:choice-name") note(m_definition.onLanguage, {n, property, -1});
        for (Reference const& reference : expression.references())
            for (Match const& match : matches(n, reference, expression))
                depend(n, property, match, picksInstances(expression, reference));
        for (std::string const& path : expression.literals("jr:choice-name", 1))
            if (auto const parsed = xpath::Expression::parse(path))
                for (Reference const& reference : parsed->references())
                    for (Match const& match : matchReference(m_definition, reference, n, &m_budget))
                        depend(n, property, match, true);
    }

    void readItemset(int n, Itemset const& itemset) {
        read(n, Property::Choices, itemset.nodes);
        for (Reference const& reference : itemset.nodes.references())
            for (Match const& item : matchReference(m_definition, reference, n, &m_budget))
                for (Reference const& value : itemset.value.references())
                    for (Match match : matchReference(m_definition, value, item.node, &m_budget)) {
                        match.pivot = item.pivot;
                        depend(n, Property::Choices, match, true);
                    }
    }

    void depend(int n, Property property, Match const& match, bool picks) {
        int const vertex = property == Property::Relevance ? relevanceOf(n)
                           : property == Property::Count   ? countOf(n)
                                                           : valueOf(n);
        EdgeKind const kind = property == Property::Relevance ? EdgeKind::Relevance
                              : property == Property::Choices ? EdgeKind::Loose
                                                              : EdgeKind::Computed;
        // The context of a repeat's count is the repeat, which may have no instance yet.
        int const pivot = property == Property::Count && match.pivot == n ? at(n).parent : match.pivot;
        bool const otherInstance = picks && shareRepeatBelow(n, match.node, pivot);
        if (at(match.node).elementChildren == 0) {
            note(at(match.node).onValue, {n, property, pivot});
            m_graph.add(valueOf(match.node), vertex, otherInstance ? EdgeKind::Loose : kind);
        }
        for (int up = match.node; up >= 0; up = at(up).parent) {
            bool const atPivot = up == pivot;
            if (at(up).isRepeat && (!atPivot || up == match.node)) {
                note(at(up).onStructure, {n, property, atPivot ? at(up).parent : pivot});
                m_graph.add(countOf(up), vertex, otherInstance ? EdgeKind::Loose : kind);
            }
            if (atPivot) break;
        }
    }

    bool shareRepeatBelow(int a, int b, int pivot) {
        for (int up = a; up >= 0 && up != pivot; up = at(up).parent)
            if (at(up).isRepeat && within(m_definition, b, up)) return true;
        return false;
    }

    static void note(std::vector<Dependent>& list, Dependent dependent) {
        auto const same = [&](Dependent const& d) {
            return d.node == dependent.node && d.property == dependent.property && d.pivot == dependent.pivot;
        };
        // Equal ones are made one after the other, for the same property of the same node.
        std::size_t const from = list.size() > 8 ? list.size() - 8 : 0;
        if (std::none_of(list.begin() + static_cast<std::ptrdiff_t>(from), list.end(), same))
            list.push_back(dependent);
    }

    Definition& m_definition;
    base::Findings& m_findings;
    Graph m_graph;
    /// Ample for forms of 100,000 nodes; a form that needs more was made to hang us.
    std::size_t m_budget = 4'000'000;
};

} // namespace

void buildGraph(Definition& definition, base::Findings& findings) {
    GraphBuilder(definition, findings).build();
}

} // namespace huibiao::form
