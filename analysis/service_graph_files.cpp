// Exports the service graph to DOT and GraphML. Text from user files is quoted.

#include "analysis/drawing/lettering.hpp"
#include "analysis/numbers.hpp"
#include "analysis/service_graph.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace meam::analysis {
namespace {

std::string dot_quoted(const std::string& text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return quoted + "\"";
}

bool shown(const Model& model, const graph::ScenarioReport& report, std::size_t service)
{
    return report.services[service].open && !model.services[service].placebo();
}

bool shown(const Model& model, const graph::ScenarioReport& report, const Edge& edge, std::size_t e)
{
    return report.edges[e].open && !model.services[static_cast<std::size_t>(edge.to)].placebo() &&
           (edge.from < 0 || !model.services[static_cast<std::size_t>(edge.from)].placebo());
}

std::string node_of(const std::string& scenario, ServiceId service, const Model& model)
{
    return scenario + "." + (service < 0 ? "community" : model.services[static_cast<std::size_t>(service)].name);
}

template <class Each> void each_scenario(const GraphPair& pair, Each&& each)
{
    each(pair.baseline);
    if (pair.other != nullptr) {
        each(*pair.other);
    }
}

} // namespace

std::string graph_dot(const GraphPair& pair)
{
    const auto& model = pair.model;
    std::string out =
        "digraph services {\n  rankdir=LR;\n  compound=true;\n  node [shape=box, style=\"rounded,filled\", "
        "fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n";
    each_scenario(pair, [&](const graph::ScenarioReport& report) {
        out +=
            "  subgraph " + dot_quoted("cluster_" + report.name) + " {\n    label=" + dot_quoted(report.label) + ";\n";
        out += "    " + dot_quoted(node_of(report.name, -1, model)) +
               " [label=\"Community\", shape=ellipse, "
               "fillcolor=white];\n";
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            if (shown(model, report, s)) {
                const auto& service = model.services[s];
                out += "    " + dot_quoted(node_of(report.name, static_cast<ServiceId>(s), model)) +
                       " [label=" + dot_quoted(service.label) +
                       ", fillcolor=" + dot_quoted(agency_colour(service.agency_index)) +
                       ", tooltip=" + dot_quoted(service.agency) + "];\n";
            }
        }
        for (std::size_t e = 0; e < model.edges.size(); ++e) {
            const auto& edge = model.edges[e];
            if (!shown(model, report, edge, e)) {
                continue;
            }
            const auto& figures = report.edges[e];
            std::string label;
            if (edge.from >= 0 && edge.kind != EdgeKind::share && edge.kind != EdgeKind::signpost) {
                label = fmt::format("{:.0f} wk", figures.weeks);
                label += figures.lost > 0.0 ? fmt::format(", {:.0f} % lost", figures.lost * 100) : "";
            }
            const auto kind = edge_kind_names[static_cast<std::size_t>(edge.kind)];
            out += "    " + dot_quoted(node_of(report.name, edge.from, model)) + " -> " +
                   dot_quoted(node_of(report.name, edge.to, model)) + " [label=" + dot_quoted(label) +
                   ", tooltip=" + dot_quoted(kind) +
                   (edge.kind == EdgeKind::signpost || edge.kind == EdgeKind::share ? ", style=dotted" : "") + "];\n";
        }
        for (const auto& crisis : model.crises) {
            if (crisis.service >= 0 && shown(model, report, static_cast<std::size_t>(crisis.service))) {
                out += "    " + dot_quoted(node_of(report.name, -1, model)) + " -> " +
                       dot_quoted(node_of(report.name, crisis.service, model)) +
                       " [style=dashed, tooltip=" + dot_quoted(crisis.label) + "];\n";
            }
        }
        out += "  }\n";
    });
    return out + "}\n";
}

std::string graph_graphml(const GraphPair& pair)
{
    const auto& model = pair.model;
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    const std::vector<std::array<const char*, 3>> keys{
        {"label", "node", "string"},       {"agency", "node", "string"},     {"kind", "node", "string"},
        {"arrivals", "node", "double"},    {"admissions", "node", "double"}, {"places", "node", "double"},
        {"betweenness", "node", "double"}, {"route", "edge", "string"},      {"chance", "edge", "double"},
        {"lost", "edge", "double"},        {"weeks", "edge", "double"},      {"sent", "edge", "double"}};
    for (const auto& [name, of, type] : keys) {
        out += fmt::format("  <key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n", name, of, type);
    }
    const auto text = [](const char* key, const std::string& value) {
        return fmt::format("<data key=\"{}\">{}</data>", key, xml_escaped(value));
    };
    const auto number = [&](const char* key, double value) {
        return std::isfinite(value) && value >= 0.0 ? text(key, shortest(value)) : std::string();
    };
    each_scenario(pair, [&](const graph::ScenarioReport& report) {
        const auto name = [&](ServiceId s) { return xml_escaped(node_of(report.name, s, model)); };
        out += fmt::format("  <graph id=\"{}\" edgedefault=\"directed\">\n", xml_escaped(report.name));
        out += fmt::format("    <node id=\"{}\">{}</node>\n", name(-1), text("label", "Community"));
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            if (shown(model, report, s)) {
                const auto& service = model.services[s];
                const auto& figures = report.services[s];
                out += fmt::format("    <node id=\"{}\">{}{}{}{}{}{}{}</node>\n", name(static_cast<ServiceId>(s)),
                                   text("label", service.label), text("agency", service.agency),
                                   text("kind", service_kind_names[static_cast<std::size_t>(service.kind)]),
                                   number("arrivals", figures.load.arrivals),
                                   number("admissions", figures.load.admissions), number("places", figures.load.places),
                                   number("betweenness", figures.betweenness));
            }
        }
        for (std::size_t e = 0; e < model.edges.size(); ++e) {
            const auto& edge = model.edges[e];
            if (!shown(model, report, edge, e)) {
                continue;
            }
            const auto& figures = report.edges[e];
            const bool door = edge.from < 0;
            out +=
                fmt::format("    <edge source=\"{}\" target=\"{}\">{}{}{}{}{}</edge>\n", name(edge.from), name(edge.to),
                            text("route", edge_kind_names[static_cast<std::size_t>(edge.kind)]),
                            door ? "" : number("chance", figures.chance), door ? "" : number("lost", figures.lost),
                            door ? "" : number("weeks", figures.weeks), door ? "" : number("sent", figures.load.sent));
        }
        for (const auto& crisis : model.crises) {
            if (crisis.service >= 0 && shown(model, report, static_cast<std::size_t>(crisis.service))) {
                out += fmt::format("    <edge source=\"{}\" target=\"{}\">{}</edge>\n", name(-1), name(crisis.service),
                                   text("route", "crisis " + crisis.name));
            }
        }
        out += "  </graph>\n";
    });
    return out + "</graphml>\n";
}

} // namespace meam::analysis
