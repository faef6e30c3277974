#include "experiments/cli/graph_json.hpp"

#include "experiments/cli/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;
const std::vector<std::string> how_names{"asks", "crisis", "outreach"};

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json limit(double value)
{
    return value < 0.0 ? Json(nullptr) : number(value);
}

class Writer {
public:
    Writer(const Model& model, const graph::ScenarioReport& report) : model_(model), report_(report) {}

    [[nodiscard]] Json scenario() const
    {
        Json json{{"name", report_.name}, {"label", report_.label}};
        json["services"] = services();
        json["edges"] = edges();
        json["components"] = Json::array();
        for (const auto& group : report_.components) {
            json["components"].push_back(names(group));
        }
        json["cycles"] = Json::array();
        for (const auto& cycle : report_.cycles) {
            json["cycles"].push_back(names(cycle));
        }
        json["all_cycles"] = report_.all_cycles;
        json["bottlenecks"] = bottlenecks();
        json["patterns"] = Json::array();
        for (const auto& pattern : report_.patterns) {
            json["patterns"].push_back(this->pattern(pattern));
        }
        return json;
    }

private:
    [[nodiscard]] std::string name(ServiceId id) const
    {
        return id < 0 ? "community" : model_.services[static_cast<std::size_t>(id)].name;
    }
    [[nodiscard]] Json names(const std::vector<ServiceId>& services) const
    {
        Json json = Json::array();
        for (const auto s : services) {
            json.push_back(name(s));
        }
        return json;
    }

    [[nodiscard]] Json services() const
    {
        Json json = Json::array();
        for (std::size_t s = 0; s < model_.services.size(); ++s) {
            const auto& service = model_.services[s];
            const auto& r = report_.services[s];
            if (service.placebo()) {
                continue;
            }
            json.push_back({{"name", service.name},
                            {"label", service.label},
                            {"agency", service.agency},
                            {"kind", service_kind_names[static_cast<std::size_t>(service.kind)]},
                            {"open", r.open},
                            {"betweenness", number(r.betweenness)},
                            {"component", r.component < 0 ? Json(nullptr) : Json(r.component)},
                            {"gatekeepers", names(r.gatekeepers)},
                            {"asked_per_week", number(r.load.asks)},
                            {"crises_answered_per_week", number(r.load.crises)},
                            {"arrivals_per_week", number(r.load.arrivals)},
                            {"admissions_per_week", number(r.load.admissions)},
                            {"assessments_possible_per_week", limit(r.load.slots)},
                            {"admissions_possible_per_week", limit(r.load.places)},
                            {"wait_weeks", number(r.load.wait())}});
        }
        return json;
    }

    [[nodiscard]] Json edges() const
    {
        Json json = Json::array();
        for (std::size_t e = 0; e < model_.edges.size(); ++e) {
            const auto& edge = model_.edges[e];
            const auto& r = report_.edges[e];
            if (model_.services[static_cast<std::size_t>(edge.to)].placebo()) {
                continue;
            }
            Json entry{{"from", name(edge.from)},
                       {"to", name(edge.to)},
                       {"kind", edge_kind_names[static_cast<std::size_t>(edge.kind)]},
                       {"open", r.open}};
            if (edge.from >= 0) {
                entry["chance"] = number(r.chance);
                entry["lost"] = number(r.lost);
                entry["delay_weeks"] = number(r.weeks);
                entry["sent_per_week"] = number(r.load.sent);
                entry["lost_per_week"] = number(r.load.lost);
            }
            json.push_back(std::move(entry));
        }
        return json;
    }

    [[nodiscard]] Json bottlenecks() const
    {
        Json json = Json::array();
        for (const auto& b : report_.bottlenecks) {
            json.push_back({{"need", model_.needs[static_cast<std::size_t>(b.need)].name},
                            {"contacts_per_week", number(b.demand)},
                            {"contacts_without_a_way_per_week", number(b.nowhere)},
                            {"maximum_flow_per_week", number(b.helped)},
                            {"on_present_routes_per_week", number(b.on_present_routes)},
                            {"minimum_cut", b.cut}});
        }
        return json;
    }

    static Json journey(const graph::Journey& j)
    {
        Json ends = Json::object();
        for (std::size_t e = 0; e < j.ends.size(); ++e) {
            ends[graph::end_names[e]] = number(j.ends[e]);
        }
        return {{"helped", number(j.helped)},
                {"weeks", j.helped > 0.0 ? number(j.weeks) : Json(nullptr)},
                {"told", number(j.assessments)},
                {"retold", number(j.retold)},
                {"back_at_a_desk", number(j.circles)},
                {"ends", std::move(ends)},
                {"asking_again",
                 {{"helped", number(j.at_last)},
                  {"weeks", j.at_last > 0.0 ? number(j.weeks_at_last) : Json(nullptr)},
                  {"told", number(j.assessments_at_last)}}}};
    }

    [[nodiscard]] Json pattern(const graph::PatternReport& p) const
    {
        Json needs = Json::object();
        for (const auto& [need, severity] : p.pattern.needs) {
            needs[model_.needs[static_cast<std::size_t>(need)].name] = severity;
        }
        Json json{{"name", p.pattern.name},    {"label", p.pattern.label},
                  {"needs", std::move(needs)}, {"contacts_per_year", number(p.contacts)},
                  {"exact", p.exact},          {"journey", journey(p.usual)}};
        json["entries"] = Json::array();
        for (const auto& entry : p.entries) {
            json["entries"].push_back({{"service", name(entry.service)},
                                       {"how", how_names[static_cast<std::size_t>(entry.how)]},
                                       {"per_week", entry.per_week > 0.0 ? number(entry.per_week) : Json(nullptr)},
                                       {"journey", journey(entry.journey)}});
        }
        json["by_need"] = Json::array();
        for (const auto& n : p.by_need) {
            json["by_need"].push_back({{"need", model_.needs[static_cast<std::size_t>(n.need)].name},
                                       {"helped", number(n.helped)},
                                       {"weeks", n.helped > 0.0 ? number(n.weeks) : Json(nullptr)}});
        }
        json["gatekeepers"] = names(p.gatekeepers);
        json["removals"] = Json::array();
        for (const auto& removal : p.removals) {
            json["removals"].push_back({{"service", name(removal.service)}, {"helped", number(removal.helped)}});
        }
        json["lost"] = Json::array();
        for (const auto& lost : p.lost) {
            const auto& edge = model_.edges[static_cast<std::size_t>(lost.edge)];
            json["lost"].push_back({{"from", name(edge.from)}, {"to", name(edge.to)}, {"share", number(lost.share)}});
        }
        json["circles"] = Json::array();
        for (const auto& round : p.rounds) {
            json["circles"].push_back(
                {{"services", names(round.services)}, {"share", number(round.share)}, {"turns", number(round.turns)}});
        }
        json["all_circles"] = p.all_rounds;
        return json;
    }

    const Model& model_;
    const graph::ScenarioReport& report_;
};

} // namespace

std::string graph_json(const std::string& experiment, const analysis::GraphPair& pair)
{
    Json json{{"schema_version", schema_version}, {"experiment", experiment}};
    json["scenarios"] = Json::array();
    json["scenarios"].push_back(Writer(pair.model, pair.baseline).scenario());
    if (pair.other != nullptr) {
        json["scenarios"].push_back(Writer(pair.model, *pair.other).scenario());
    }
    return json_text(json) + "\n";
}

} // namespace meam::cli
