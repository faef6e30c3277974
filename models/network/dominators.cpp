#include "models/network/boost_graph.hpp"

#include <boost/graph/dominator_tree.hpp>

#include <algorithm>
#include <iterator>

namespace meam::graph {

std::vector<int> dominators(const Digraph& graph, int root)
{
    // Boost's algorithm fails if vertices not reachable from the root have arcs to reachable ones; such arcs are left
    // out.
    Digraph reached{graph.vertices, {}};
    const auto near = reachable(graph, root);
    std::copy_if(graph.arcs.begin(), graph.arcs.end(), std::back_inserter(reached.arcs),
                 [&](const Arc& arc) { return near[static_cast<std::size_t>(arc.from)]; });
    const auto boosted = boost_graph(reached);
    const auto none = boost::graph_traits<BoostGraph>::null_vertex();
    std::vector<BoostGraph::vertex_descriptor> above(static_cast<std::size_t>(graph.vertices), none);
    boost::lengauer_tarjan_dominator_tree(boosted, static_cast<std::size_t>(root), by_vertex(above, boosted));
    std::vector<int> result;
    for (const auto vertex : above) {
        result.push_back(vertex == none ? -1 : static_cast<int>(vertex));
    }
    return result;
}

std::vector<int> gatekeepers(const Digraph& graph, int root, int vertex)
{
    const auto above = dominators(graph, root);
    std::vector<int> gates;
    for (int v = above[static_cast<std::size_t>(vertex)]; v >= 0 && v != root; v = above[static_cast<std::size_t>(v)]) {
        gates.push_back(v);
    }
    std::reverse(gates.begin(), gates.end());
    return gates;
}

} // namespace meam::graph
