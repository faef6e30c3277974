#include "models/network/boost_graph.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>

namespace meam::graph {

std::vector<int> strong_components(const Digraph& graph)
{
    const auto boosted = boost_graph(graph);
    std::vector<int> component(static_cast<std::size_t>(graph.vertices), 0);
    if (!component.empty()) {
        boost::strong_components(boosted, by_vertex(component, boosted)); // Tarjan: in order of completion
    }
    return component;
}

std::vector<bool> reachable(const Digraph& graph, int from)
{
    const auto boosted = boost_graph(graph);
    std::vector<boost::default_color_type> colour(static_cast<std::size_t>(graph.vertices));
    boost::breadth_first_search(boosted, static_cast<std::size_t>(from), boost::color_map(by_vertex(colour, boosted)));
    std::vector<bool> reached;
    for (const auto c : colour) {
        reached.push_back(c != boost::white_color);
    }
    return reached;
}

} // namespace meam::graph
