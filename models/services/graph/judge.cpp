#include "models/services/graph/judge.hpp"

#include "models/services/asking.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <cmath>
#include <set>

namespace meam {
namespace {

/// Vertex 0 is the community, vertex s + 1 service s; an edge is a route that a resident may take.
using ServiceGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, EdgeId>;

/// Whether a flag is, or may be set, to 1.
bool may_open(const Model& model, const std::vector<double>& numbers, Number open)
{
    if (value_or(numbers, open, 1.0) > 0.5) {
        return true;
    }
    for (const auto& policy : model.policies) {
        for (const auto& change : policy.changes) {
            for (const Number target : change.targets) {
                if (target.index == open.index && change.operation == Operation::structural &&
                    change.structural_value > 0.5) {
                    return true;
                }
            }
        }
    }
    return false;
}

ServiceGraph graph_of(const Model& model, const std::vector<double>& numbers)
{
    ServiceGraph graph(model.services.size() + 1);
    const auto service_opens = [&](ServiceId s) {
        return s < 0 || may_open(model, numbers, model.services[static_cast<std::size_t>(s)].open);
    };
    for (std::size_t e = 0; e < model.edges.size(); ++e) {
        const auto& edge = model.edges[e];
        if (edge.kind != EdgeKind::share && may_open(model, numbers, edge.open) && service_opens(edge.from) &&
            service_opens(edge.to)) {
            boost::add_edge(static_cast<std::size_t>(edge.from + 1), static_cast<std::size_t>(edge.to + 1),
                            static_cast<EdgeId>(e), graph);
        }
    }
    for (const auto& crisis : model.crises) {
        if (crisis.service >= 0) {
            boost::add_edge(0, static_cast<std::size_t>(crisis.service + 1), -1, graph);
        }
    }
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        if (model.services[s].outreach) {
            boost::add_edge(0, s + 1, -1, graph);
        }
    }
    return graph;
}

bool does_something(const Service& service)
{
    return !service.treats.empty() || service.grants_circumstance >= 0 || service.holds_circumstance >= 0 ||
           !service.speeds.empty() || service.placebo() || service.key_work;
}

} // namespace

std::vector<bool> reachable_services(const Model& model, const std::vector<double>& numbers)
{
    const auto graph = graph_of(model, numbers);
    std::vector<boost::default_color_type> colour(boost::num_vertices(graph));
    boost::breadth_first_search(
        graph, boost::vertex(0, graph),
        boost::color_map(boost::make_iterator_property_map(colour.begin(), boost::get(boost::vertex_index, graph))));
    std::vector<bool> reached;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        reached.push_back(colour[s + 1] != boost::white_color);
    }
    return reached;
}

std::vector<GraphFinding> judge_graph(const Model& model, const std::vector<double>& numbers)
{
    std::vector<GraphFinding> findings;
    const auto graph = graph_of(model, numbers);
    const auto reached = reachable_services(model, numbers);
    std::set<NeedId> treated;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        const bool opens = may_open(model, numbers, service.open);
        for (const auto& [need, effect] : service.treats) {
            treated.insert(need);
        }
        if (opens && !reached[s]) {
            findings.push_back({"E240", service.spot, "nobody can reach `" + service.name + "`",
                                "an edge to it, or a crisis that names it as its `service`", true});
        }
        if (opens && !does_something(service) && boost::out_degree(s + 1, graph) == 0) {
            findings.push_back({"E241", service.spot,
                                "`" + service.name + "` is a dead end: it treats nothing and sends nobody on",
                                "`treats`, `grants`, `speeds`, or an edge from it", true});
        }
        const bool none = (service.workers.set() &&
                           value_or(numbers, service.workers, 0) * value_or(numbers, service.caseload, 0) < 1.0 &&
                           !service.unlimited) ||
                          (service.beds.set() && value_or(numbers, service.beds, 0) < 1.0) ||
                          (service.supply.set() && value_or(numbers, service.supply, 0) <= 0.0);
        if (none && value_or(numbers, service.open, 1.0) > 0.5) {
            findings.push_back({"E242", service.spot, "`" + service.name + "` has no capacity: it can hold nobody",
                                "more workers, beds or supply, or open = false", true});
        }
        if (opens && does_something(service) && service.limited() && !service.supply.set() && service.completion < 0 &&
            service.drop_out < 0) {
            findings.push_back({"E243", service.spot,
                                "nobody ever leaves `" + service.name + "`: it has neither `completion` nor `drop_out`",
                                "a completion hazard", true});
        }
    }
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (!treated.contains(static_cast<NeedId>(n)) && model.needs[n].circumstance < 0 && !model.services.empty()) {
            findings.push_back(
                {"E244", {}, "no service treats `" + model.needs[n].name + "`", "a `treats` of some service", false});
        }
    }
    return findings;
}

} // namespace meam
