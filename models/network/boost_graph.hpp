#pragma once
// Converts a Digraph to Boost.Graph. Internal to this folder.

#include "models/network/digraph.hpp"

#include <boost/graph/adjacency_list.hpp>

namespace meam::graph {

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

inline BoostGraph boost_graph(const Digraph& graph)
{
    BoostGraph result(static_cast<std::size_t>(graph.vertices));
    for (const auto& arc : graph.arcs) {
        boost::add_edge(static_cast<std::size_t>(arc.from), static_cast<std::size_t>(arc.to), result);
    }
    return result;
}

/// Property map of vertices, stored in a vector.
template <class Vector> auto by_vertex(Vector& values, const BoostGraph& graph)
{
    return boost::make_iterator_property_map(values.begin(), boost::get(boost::vertex_index, graph));
}

} // namespace meam::graph
