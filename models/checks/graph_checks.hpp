#pragma once
// The service graph as a graph: who can send a resident where. Built from the model's edges, for the questions that
// only a graph can answer.

#include "models/policies/scenario_rules.hpp"
#include "sim/draws.hpp"

#include <string>
#include <vector>

namespace meam {

/// Something about the model that a reader of the file should know, at the line that says it.
struct Finding {
    std::string code; ///< of the catalogue
    input::Spot spot;
    std::string what;
    std::string mend;
    bool refuses = false; ///< the graph cannot work; otherwise a warning
};

/// Unreachable services, dead ends, services without capacity, edges that no resident can take, services whose
/// exclusions send residents round, needs that no service treats. Edges and services that a policy may open count as
/// open: a graph is judged with every policy on.
/// @param numbers  the baseline's
std::vector<Finding> judge_graph(const Model& model, const std::vector<double>& numbers);

/// Services that have to expect so many more residents than they have room for that even those who give up leave a wait
/// of more than a year: each with its numbers. @param residents  sample size
std::vector<Finding> judge_capacity(const Model& model, const Baseline& baseline, Key key, int residents);

/// Open edges without `needs` or `whom` that send residents who have no need that the target is for, each with the
/// share of those whom it may send at the start. @param residents  sample size
std::vector<Finding> judge_needless(const Model& model, const Baseline& baseline, Key key, int residents);

/// Services reachable from the community's doors, crises and outreach, by index.
std::vector<bool> reachable_services(const Model& model, const std::vector<double>& numbers);

} // namespace meam
