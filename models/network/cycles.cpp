#include "models/network/boost_graph.hpp"

#include <boost/graph/hawick_circuits.hpp>

#include <algorithm>

namespace meam::graph {
namespace {

struct Enough {};

struct Collector {
    std::vector<std::vector<int>>* found;
    std::size_t most;

    template <class Path, class Graph> void cycle(const Path& path, const Graph& /*graph*/)
    {
        if (found->size() == most) {
            throw Enough{};
        }
        std::vector<int> cycle;
        for (const auto vertex : path) {
            cycle.push_back(static_cast<int>(vertex));
        }
        std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
        found->push_back(std::move(cycle));
    }
};

} // namespace

Cycles cycles(const Digraph& graph, std::size_t most)
{
    Cycles result;
    try {
        boost::hawick_unique_circuits(boost_graph(graph), Collector{&result.cycles, most});
    } catch (const Enough&) {
        result.all = false;
    }
    std::sort(result.cycles.begin(), result.cycles.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return result;
}

} // namespace meam::graph
