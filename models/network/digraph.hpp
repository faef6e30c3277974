#pragma once
// Directed graphs as plain data, and algorithms on them, computed by Boost.Graph. Independent of services.

#include <cstdint>
#include <utility>
#include <vector>

namespace meam::graph {

struct Arc {
    int from = 0, to = 0;
    auto operator<=>(const Arc&) const = default;
};

/// Vertices are numbered from 0. No arc occurs twice.
struct Digraph {
    int vertices = 0;
    std::vector<Arc> arcs;
};

/// The strongly connected component of each vertex, numbered so that each arc leads to the same or a lower number.
std::vector<int> strong_components(const Digraph& graph);

/// Vertices reachable from `from`, including `from`.
std::vector<bool> reachable(const Digraph& graph, int from);

/// Elementary cycles. Each begins with its lowest vertex; sorted by length, then by vertices. At most `most` are
/// listed.
struct Cycles {
    std::vector<std::vector<int>> cycles;
    bool all = true; ///< false: more cycles exist
};
Cycles cycles(const Digraph& graph, std::size_t most);

/// The immediate dominator of each vertex: the last vertex that all paths from `root` pass before it. -1 for `root` and
/// for unreachable vertices.
std::vector<int> dominators(const Digraph& graph, int root);

/// The dominators of `vertex` in order of their distance from `root`, without `root` and `vertex`.
std::vector<int> gatekeepers(const Digraph& graph, int root, int vertex);

/// Betweenness centrality of each vertex: number of ordered pairs of other vertices whose shortest paths pass through
/// it. Several shortest paths of a pair share its count equally.
std::vector<double> betweenness(const Digraph& graph);

/// An arc with a capacity.
struct Pipe {
    int from = 0, to = 0;
    double capacity = 0.0; ///< negative: unlimited
};

/// A maximum flow and a minimum cut.
struct Flow {
    double most = 0.0;
    std::vector<double> through; ///< flow through each pipe
    std::vector<int> cut;        ///< minimum cut: pipes whose capacities sum to `most`; the cut nearest to `from`
};

/// Maximum flow. Capacities are rounded to 1e-6. @param pipes  may be parallel
Flow most_flow(int vertices, const std::vector<Pipe>& pipes, int from, int to);

} // namespace meam::graph
