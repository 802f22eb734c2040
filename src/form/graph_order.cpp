#include "form/internal/graph.h"
#include "form/internal/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <string>

namespace huibiao::form {

// Tarjan's algorithm with a stack of its own, so that a long chain cannot exhaust the call stack.
std::vector<int> Graph::parts(int& count) const {
    std::size_t const size = m_out.size();
    std::vector<int> part(size, -1), number(size, -1), low(size, 0);
    std::vector<int> open;
    struct Visit {
        int vertex;
        std::size_t next;
    };
    std::vector<Visit> stack;
    int counter = 0;
    count = 0;
    for (std::size_t start = 0; start < size; ++start) {
        if (number[start] >= 0) continue;
        stack.push_back({static_cast<int>(start), 0});
        while (!stack.empty()) {
            Visit& visit = stack.back();
            auto const v = static_cast<std::size_t>(visit.vertex);
            if (visit.next == 0) {
                number[v] = low[v] = counter++;
                open.push_back(visit.vertex);
            }
            if (visit.next < m_out[v].size()) {
                int const to = m_out[v][visit.next++].to;
                auto const t = static_cast<std::size_t>(to);
                if (number[t] < 0)
                    stack.push_back({to, 0});
                else if (part[t] < 0)
                    low[v] = std::min(low[v], number[t]);
                continue;
            }
            if (low[v] == number[v]) {
                int member = -1;
                do {
                    member = open.back();
                    open.pop_back();
                    part[static_cast<std::size_t>(member)] = count;
                } while (member != visit.vertex);
                ++count;
            }
            int const done = visit.vertex;
            stack.pop_back();
            if (!stack.empty()) {
                auto const above = static_cast<std::size_t>(stack.back().vertex);
                low[above] = std::min(low[above], low[static_cast<std::size_t>(done)]);
            }
        }
    }
    return part;
}

// The shortest way back to `start` inside its part.
std::vector<int> Graph::cycleFrom(int start, std::vector<int> const& part) const {
    std::vector<int> before(m_out.size(), -1);
    std::deque<int> queue{start};
    while (!queue.empty()) {
        int const v = queue.front();
        queue.pop_front();
        for (Edge const& edge : m_out[static_cast<std::size_t>(v)]) {
            if (edge.to == start) {
                std::vector<int> out{v};
                for (int at = v; at != start; at = before[static_cast<std::size_t>(at)])
                    out.push_back(before[static_cast<std::size_t>(at)]);
                std::reverse(out.begin(), out.end());
                return out;
            }
            auto const t = static_cast<std::size_t>(edge.to);
            if (part[t] != part[static_cast<std::size_t>(start)] || before[t] >= 0) continue;
            before[t] = v;
            queue.push_back(edge.to);
        }
    }
    return {start};
}

void Graph::order(Definition& definition, base::Findings& findings) const {
    int count = 0;
    std::vector<int> const part = parts(count);
    std::vector<bool> told(static_cast<std::size_t>(count), false);
    for (std::size_t v = 0; v < m_out.size(); ++v) {
        for (Edge const& edge : m_out[v]) {
            auto const p = static_cast<std::size_t>(part[v]);
            if (part[static_cast<std::size_t>(edge.to)] != part[v] || told[p]) continue;
            int const from = static_cast<int>(v) / 3;
            bool const itself = edge.kind == EdgeKind::Relevance && within(definition, from, edge.to / 3);
            if (edge.kind != EdgeKind::Computed && !itself) continue;
            told[p] = true;
            std::string names;
            int last = -1;
            for (int const vertex : cycleFrom(static_cast<int>(v), part)) {
                if (vertex / 3 == last) continue;
                last = vertex / 3;
                names += definition.nodes[static_cast<std::size_t>(last)].path + " → ";
            }
            names += definition.nodes[static_cast<std::size_t>(from)].path;
            findings.push_back(
                {false,
                 {base::Kind::Invalid,
                  {fmt::format("计算或显示条件互相引用成环：{}。请改掉其中一个表达式", names),
                   fmt::format(
                       "calculations or conditions refer to each other in a cycle: {}. Change one of the "
                       "expressions",
                       names)},
                  fmt::format("xform:{}",
                              definition.nodes[static_cast<std::size_t>(edge.to / 3)].bind().line)}});
        }
    }
    auto const rank = [&](int vertex) { return count - part[static_cast<std::size_t>(vertex)]; };
    for (std::size_t n = 0; n < definition.nodes.size(); ++n) {
        ModelNode& node = definition.nodes[n];
        int const index = static_cast<int>(n);
        node.rankRelevance = rank(relevanceOf(index));
        node.rankValue = rank(valueOf(index));
        node.rankCount = rank(countOf(index));
    }
}

} // namespace huibiao::form
