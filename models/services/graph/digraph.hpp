#pragma once
// Directed graphs as plain data, and what Boost.Graph says of them. Knows nothing of services.

#include <cstdint>
#include <utility>
#include <vector>

namespace meam::graph {

struct Arc {
    int from = 0, to = 0;
    auto operator<=>(const Arc&) const = default;
};

/// Vertices are numbered from 0. No two arcs are alike.
struct Digraph {
    int vertices = 0;
    std::vector<Arc> arcs;
};

/// The component of each vertex: vertices that lead to one another. Numbered so that every arc goes to the same or a
/// lower number.
std::vector<int> strong_components(const Digraph& graph);

/// Vertices that can be reached, `from` among them.
std::vector<bool> reachable(const Digraph& graph, int from);

/// Elementary cycles, each from its lowest vertex, sorted by length, then vertices. Listing stops at `most`.
struct Cycles {
    std::vector<std::vector<int>> cycles;
    bool all = true; ///< false: there are more
};
Cycles cycles(const Digraph& graph, std::size_t most);

/// The immediate dominator of each vertex: the last vertex through which every way from `root` leads. -1 for `root` and
/// what it does not reach.
std::vector<int> dominators(const Digraph& graph, int root);

/// Vertices through which every way from `root` to `vertex` leads, in their order, neither end among them.
std::vector<int> gatekeepers(const Digraph& graph, int root, int vertex);

/// Number of pairs of other vertices whose shortest ways lead through each vertex; of several shortest ways each counts
/// its share.
std::vector<double> betweenness(const Digraph& graph);

struct Pipe {
    int from = 0, to = 0;
    double capacity = 0.0; ///< negative: as much as comes
};

struct Flow {
    double most = 0.0;
    std::vector<double> through; ///< each pipe
    std::vector<int> cut;        ///< pipes whose capacities add up to `most`: of all such cuts the one nearest `from`
};

/// The most that can flow. Capacities are held to a millionth. @param pipes  may be parallel
Flow most_flow(int vertices, const std::vector<Pipe>& pipes, int from, int to);

} // namespace meam::graph
