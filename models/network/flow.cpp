#include "models/network/boost_graph.hpp"

#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <cmath>

namespace meam::graph {
namespace {

constexpr double unit = 1e6; ///< capacities are integers in units of 1e-6, so that a saturated pipe has no residual

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using CapacityGraph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, std::int64_t,
                    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

} // namespace

Flow most_flow(int vertices, const std::vector<Pipe>& pipes, int from, int to)
{
    std::int64_t all = 0;
    const auto whole = [](double capacity) { return static_cast<std::int64_t>(std::floor(capacity * unit + 0.5)); };
    for (const auto& pipe : pipes) {
        all += pipe.capacity < 0.0 ? 0 : whole(pipe.capacity);
    }
    CapacityGraph network(static_cast<std::size_t>(vertices));
    auto capacity = boost::get(boost::edge_capacity, network);
    auto reverse = boost::get(boost::edge_reverse, network);
    auto residual = boost::get(boost::edge_residual_capacity, network);
    std::vector<Traits::edge_descriptor> there;
    for (const auto& pipe : pipes) {
        const auto a = static_cast<std::size_t>(pipe.from), b = static_cast<std::size_t>(pipe.to);
        const auto forth = boost::add_edge(a, b, network).first;
        const auto back = boost::add_edge(b, a, network).first;
        capacity[forth] = pipe.capacity < 0.0 ? all + 1 : whole(pipe.capacity);
        capacity[back] = 0;
        reverse[forth] = back;
        reverse[back] = forth;
        there.push_back(forth);
    }
    Flow flow;
    flow.most = static_cast<double>(boost::push_relabel_max_flow(network, static_cast<std::size_t>(from),
                                                                 static_cast<std::size_t>(to))) /
                unit;
    Digraph left{vertices, {}}; // the residual graph
    for (const auto& edge : there) {
        const int a = static_cast<int>(boost::source(edge, network)),
                  b = static_cast<int>(boost::target(edge, network));
        if (residual[edge] > 0) {
            left.arcs.push_back({a, b});
        }
        if (residual[reverse[edge]] > 0) {
            left.arcs.push_back({b, a});
        }
        flow.through.push_back(static_cast<double>(capacity[edge] - residual[edge]) / unit);
    }
    const auto near = reachable(left, from);
    for (std::size_t p = 0; p < pipes.size(); ++p) {
        if (near[static_cast<std::size_t>(pipes[p].from)] && !near[static_cast<std::size_t>(pipes[p].to)]) {
            flow.cut.push_back(static_cast<int>(p));
        }
    }
    return flow;
}

} // namespace meam::graph
