#include "models/network/boost_graph.hpp"

#include <boost/graph/betweenness_centrality.hpp>

namespace meam::graph {

std::vector<double> betweenness(const Digraph& graph)
{
    const auto boosted = boost_graph(graph);
    std::vector<double> centrality(static_cast<std::size_t>(graph.vertices), 0.0);
    boost::brandes_betweenness_centrality(boosted, by_vertex(centrality, boosted));
    return centrality;
}

} // namespace meam::graph
