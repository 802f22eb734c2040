#pragma once

#include "base/result.h"
#include "form/internal/definition.h"

#include <cstdint>
#include <vector>

namespace huibiao::form {

/// Inherit: relevance handed down. Relevance: read by a relevant. Computed: read by a calculate or a
/// jr:count. Loose: read for choices or from another instance of a repeat; such edges order nothing and
/// make no cycle.
enum class EdgeKind : std::uint8_t { Inherit, Relevance, Computed, Loose };

// Each node of the model has three vertices.
[[nodiscard]] constexpr int relevanceOf(int node) {
    return node * 3;
}
[[nodiscard]] constexpr int valueOf(int node) {
    return node * 3 + 1;
}
[[nodiscard]] constexpr int countOf(int node) {
    return node * 3 + 2;
}

/// Which property must be computed before which.
class Graph {
public:
    explicit Graph(std::size_t vertices) : m_out(vertices) {}
    void add(int from, int to, EdgeKind kind) {
        if (kind != EdgeKind::Loose) m_out[static_cast<std::size_t>(from)].push_back({to, kind});
    }
    /// Sets the ranks of all nodes so that what is read comes before what reads it. A cycle through a
    /// computation is an error that names the nodes on it; relevances of different nodes may hang on
    /// each other ("only when the other is blank").
    void order(Definition& definition, base::Findings& findings) const;

private:
    struct Edge {
        int to;
        EdgeKind kind;
    };
    /// The strongly connected part each vertex is in, numbered so that edges go to lower numbers.
    [[nodiscard]] std::vector<int> parts(int& count) const;
    [[nodiscard]] std::vector<int> cycleFrom(int start, std::vector<int> const& part) const;

    std::vector<std::vector<Edge>> m_out;
};

} // namespace huibiao::form
