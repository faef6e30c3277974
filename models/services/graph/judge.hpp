#pragma once
// The service graph as a graph: who can send a resident where. Built from the model's edges, for the questions that
// only a graph can answer.

#include "models/model.hpp"

#include <string>
#include <vector>

namespace meam {

/// Something about the graph that a reader of the file should know, at the line that says it.
struct GraphFinding {
    std::string code; ///< E24x: of the catalogue
    input::Spot spot;
    std::string what;
    std::string mend;
    bool refuses = false; ///< the graph cannot work; otherwise worth saying
};

/// Unreachable services, dead ends, services without capacity, queues that residents are sent round in, needs that
/// nobody treats. Edges and services that a policy may open count as open: a graph is judged with every policy on.
/// @param numbers  the baseline's
std::vector<GraphFinding> judge_graph(const Model& model, const std::vector<double>& numbers);

/// Services reachable from the community's doors, crises and outreach, by index.
std::vector<bool> reachable_services(const Model& model, const std::vector<double>& numbers);

} // namespace meam
