#pragma once
// The service graph of one or two scenarios, for people and for other programs: tables, DOT, GraphML. What each figure
// means: docs/graph.md.

#include "analysis/tables.hpp"
#include "models/services/graph/report.hpp"

#include <string>
#include <vector>

namespace meam::analysis {

/// A scenario, and the one it is held against, if any.
struct GraphPair {
    const Model& model;
    const graph::ScenarioReport& baseline;
    const graph::ScenarioReport* other = nullptr;
};

/// In the order of reading: help by pattern, each pattern by itself, desks, needs, structure.
std::vector<Table> graph_tables(const GraphPair& pair);

/// "Asks at General practice", "Crisis answered by Ambulance", "Invited by Key worker hub"
std::string entry_text(const Model& model, const graph::EntryReport& entry);
/// "GP → Clinic → GP"
std::string round_text(const Model& model, const std::vector<ServiceId>& services);

/// Graphviz's language: a cluster for each scenario, agencies by colour, losses and delays on the edges.
std::string graph_dot(const GraphPair& pair);

/// GraphML 1.0: a graph for each scenario, figures as data of nodes and edges.
std::string graph_graphml(const GraphPair& pair);

} // namespace meam::analysis
