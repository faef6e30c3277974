#pragma once
// The service graph of one or two scenarios, for people and for other programs: tables, DOT, GraphML. What each figure
// means: docs/reference/graph.md.

#include "analysis/tables.hpp"
#include "models/network/report.hpp"

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
/// What limits how many can be helped: "what binds is places of Clinic (0.88 a week)".
std::string binding_text(const graph::Bottleneck& bottleneck);
/// "GP → Clinic → GP"
std::string round_text(const Model& model, const std::vector<ServiceId>& services);

/// What these figures leave out: services that [then.X] sends residents to. "" where there are none.
std::string sent_by_events(const Model& model);

/// Graphviz's language: a cluster for each scenario, agencies by colour, losses and delays on the edges.
std::string graph_dot(const GraphPair& pair);

/// GraphML 1.0: a graph for each scenario, figures as data of nodes and edges.
std::string graph_graphml(const GraphPair& pair);

/// The colour of an agency, pale enough to write on; patterns distinguish agencies as well where it matters.
std::string agency_colour(int agency);

struct Rectangle {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0; ///< top left, downwards [px]
};

/// Something written on a drawing.
struct Label {
    std::string text;
    Rectangle at;
    int box = -1; ///< of the drawing's boxes, in which it is written; -1: in none
};

struct Drawing {
    std::string svg;
    double width = 0.0, height = 0.0;
    std::vector<Rectangle> boxes; ///< services
    std::vector<Label> labels;    ///< all text, for the check that no label overlaps another
};

/// The scenarios side by side, or one above the other where they are wide: services as boxes by agency (colour and
/// pattern), routes as arrows with the weeks they take and the share lost on them, a legend.
/// @throws results::ResultsError  in a build without Graphviz
Drawing graph_drawing(const GraphPair& pair, const std::string& title);

} // namespace meam::analysis
