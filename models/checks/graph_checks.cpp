#include "models/checks/graph_checks.hpp"

#include "models/network/demand.hpp"
#include "models/network/digraph.hpp"
#include "models/processes/help_seeking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace meam {
namespace {

/// Whether a flag is 1, or a policy may set it to 1.
bool may_open(const Model& model, const std::vector<double>& numbers, Number open)
{
    if (is_on(value_or(numbers, open, 1.0))) {
        return true;
    }
    for (const auto& policy : model.policies) {
        for (const auto& change : policy.changes) {
            for (const Number target : change.targets) {
                const bool puts = change.operation != Operation::scale && change.operation != Operation::move;
                if (target.index == open.index && puts && is_on(amount_of(model, change))) {
                    return true;
                }
            }
        }
    }
    return false;
}

/// Routes that residents may take under some policy: vertex 0 is the community, vertex s + 1 service s.
graph::Digraph routes_of(const Model& model, const std::vector<double>& numbers)
{
    std::set<graph::Arc> arcs;
    const auto add = [&](ServiceId from, ServiceId to) { arcs.insert({from + 1, to + 1}); };
    const auto service_opens = [&](ServiceId s) {
        return s < 0 || may_open(model, numbers, model.services[static_cast<std::size_t>(s)].open);
    };
    for (const auto& edge : model.edges) {
        if (edge.kind != EdgeKind::share && may_open(model, numbers, edge.open) && service_opens(edge.from) &&
            service_opens(edge.to)) {
            add(edge.from, edge.to);
        }
    }
    for (const auto& crisis : model.crises) {
        if (crisis.service >= 0) {
            add(-1, crisis.service);
        }
    }
    for (const auto& sequel : model.sequels) {
        if (sequel.what.refers >= 0) {
            add(-1, sequel.what.refers);
        }
    }
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        if (model.services[s].outreach) {
            add(-1, static_cast<ServiceId>(s));
        }
    }
    return {static_cast<int>(model.services.size()) + 1, {arcs.begin(), arcs.end()}};
}

bool does_something(const Service& service)
{
    return !service.treats.empty() || service.grants_circumstance >= 0 || service.holds_circumstance >= 0 ||
           !service.speeds.empty() || service.placebo() || service.key_work;
}

/// Whether a resident in one of the states that a service requires can have the needs that an edge requires.
bool meets(const Model& model, const Edge& edge, int circumstance, const std::vector<bool>& states)
{
    for (std::size_t s = 0; s < states.size(); ++s) {
        if (states[s] && std::all_of(edge.needs.begin(), edge.needs.end(), [&](const auto& n) {
                const auto& need = model.needs[static_cast<std::size_t>(n.first)];
                return need.circumstance != circumstance || need.severity_of_state[s] >= n.second;
            })) {
            return true;
        }
    }
    return false;
}

/// The reason, in words, why no resident can take an edge; "" if some can.
std::string barred_by(const Model& model, const Edge& edge)
{
    if (!graph::possible(model, edge.needs) || (edge.whom && !graph::possible(model, edge.whom->needs))) {
        return "no resident can have the needs that it requires";
    }
    const auto& to = model.services[static_cast<std::size_t>(edge.to)];
    for (const auto& [circumstance, states] : to.eligible) {
        if (!meets(model, edge, circumstance, states)) {
            return "a resident with the needs that it requires is not eligible at `" + to.name + "`";
        }
        if (edge.kind == EdgeKind::step_down && edge.from >= 0) {
            const auto& from = model.services[static_cast<std::size_t>(edge.from)];
            if (from.holds_circumstance == circumstance && !states[static_cast<std::size_t>(from.holds_state)]) {
                return "a resident in an episode with `" + from.name + "` is not eligible at `" + to.name + "`";
            }
        }
    }
    return "";
}

/// Whether an engagement with a service may end in one of the ways that a step-down edge follows.
bool ends_so(const Service& service, const Edge& edge)
{
    const std::array<bool, static_cast<std::size_t>(Leaving::count)> may{
        service.completion >= 0 || (service.longest_stay.set() && service.longest_completes),
        service.drop_out >= 0,
        (service.missed >= 0 && service.missed_limit.set()) ||
            (service.longest_stay.set() && !service.longest_completes),
        service.abandonment >= 0,
    };
    for (std::size_t how = 0; how < may.size(); ++how) {
        if (edge.on[how] && may[how]) {
            return true;
        }
    }
    return false;
}

/// The reason why an edge is never used by the service at its start; "" if it may be used.
std::string idle_because(const Model& model, const std::vector<double>& numbers, const Edge& edge)
{
    if (edge.from < 0 || edge.kind == EdgeKind::share) {
        return "";
    }
    const auto& from = model.services[static_cast<std::size_t>(edge.from)];
    const bool called =
        std::any_of(model.crises.begin(), model.crises.end(), [&](const Crisis& c) { return c.service == edge.from; });
    const bool listens = from.treats.empty() && from.grants_circumstance < 0 && from.holds_circumstance < 0;
    const bool refuses = assesses(from) && (listens || !from.excludes.empty() || from.threshold_tightening.set() ||
                                            value_or(numbers, from.threshold, 0.0) > 0.0);
    switch (edge.kind) {
    case EdgeKind::refer:
    case EdgeKind::enforce:
        return refuses || called ? "" : "`" + from.name + "` refuses no resident and answers no crisis";
    case EdgeKind::signpost:
        return refuses ? "" : "`" + from.name + "` refuses no resident";
    case EdgeKind::step_down:
        return ends_so(from, edge) && !from.supply.set() && !(listens && assesses(from))
                   ? ""
                   : "no engagement with `" + from.name + "` ends in a way that it requires";
    case EdgeKind::escalate:
        return from.treats.empty() ? "`" + from.name + "` treats nothing" : "";
    case EdgeKind::draw:
        return from.key_work ? "" : "`" + from.name + "` does no key work";
    case EdgeKind::outreach:
        return "outreach is a table of the service, and not an edge";
    case EdgeKind::present:
    case EdgeKind::share:
        break;
    }
    return "";
}

void judge_edges(const Model& model, const std::vector<double>& numbers, std::vector<Finding>& findings)
{
    for (const auto& edge : model.edges) {
        if (const auto why = barred_by(model, edge); !why.empty()) {
            findings.push_back({"E245", edge.spot, "no resident can ever take `" + edge.name + "`: " + why,
                                "needs, or eligible states, that one resident can have at the same time", true});
        } else if (const auto idle = idle_because(model, numbers, edge); !idle.empty()) {
            findings.push_back({"E249", edge.spot, "no resident will ever take `" + edge.name + "`: " + idle,
                                "another kind of edge, or none", false});
        }
    }
}

/// The lowest severity of a need at which a service refuses; 4: never.
double excludes_from(const std::vector<double>& numbers, const Service& service, NeedId need)
{
    double level = 4.0;
    for (const auto& [excluded, from] : service.excludes) {
        level = excluded == need ? std::min(level, value_or(numbers, from, 4.0)) : level;
    }
    return level;
}

/// Share of residents refused by `from` who arrive at `to` by a referral [1].
double arriving(const Model& model, const std::vector<double>& numbers, ServiceId from, ServiceId to)
{
    for (const EdgeId id : model.services[static_cast<std::size_t>(from)].refer) {
        const auto& edge = model.edges[static_cast<std::size_t>(id)];
        if (edge.to == to && is_on(value_or(numbers, edge.open, 1.0))) {
            const double chance =
                edge.chance < 0 ? 1.0
                                : value_or(numbers, model.chances[static_cast<std::size_t>(edge.chance)].chance, 1.0);
            return chance * (1.0 - value_or(numbers, edge.lost, 0.0));
        }
    }
    return 0.0;
}

void judge_circle(const Model& model, const std::vector<double>& numbers, ServiceId a, ServiceId b,
                  std::vector<Finding>& findings)
{
    const auto& one = model.services[static_cast<std::size_t>(a)];
    const auto& other = model.services[static_cast<std::size_t>(b)];
    const double turn = arriving(model, numbers, a, b) * arriving(model, numbers, b, a);
    if (turn <= 0.0 || !assesses(one) || !assesses(other)) {
        return;
    }
    for (const NeedId need : one.for_needs) {
        for (const NeedId second : other.for_needs) {
            const double here = excludes_from(numbers, one, second), there = excludes_from(numbers, other, need);
            if (need == second || here > 3.0 || there > 3.0) {
                continue;
            }
            const auto turns =
                turn < 1.0 ? fmt::format("{:.2f} times on average", turn / (1.0 - turn)) : std::string("without end");
            findings.push_back(
                {"E246", one.spot,
                 fmt::format("`{}` and `{}` each refuse residents with {} {:.0f} and {} {:.0f} and send them to the "
                             "other: they go round {}",
                             one.name, other.name, model.needs[static_cast<std::size_t>(need)].name,
                             std::max(1.0, there), model.needs[static_cast<std::size_t>(second)].name,
                             std::max(1.0, here), turns),
                 "no change, if the place is like that; else one exclusion less", false});
            return;
        }
    }
}

} // namespace

std::vector<Finding> judge_capacity(const Model& model, const Baseline& baseline, Key key, int residents)
{
    constexpr double year = 52.0; // [week]
    std::vector<Finding> findings;
    const graph::FullStrength rules(model, baseline, standing_policies(model));
    const auto demand = graph::demand_of(model, baseline, rules, key, residents);
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& load = demand.services[s];
        const auto& service = model.services[s];
        const double wait = load.wait();
        if (wait <= year || service.placebo() || !is_open(rules.shared(), service)) {
            continue;
        }
        const bool slots = load.slots_bind();
        const auto until =
            std::isfinite(wait)
                ? fmt::format(
                      ": at a rate of {:.2f} a year of giving up, demand meets capacity only at a wait of {:.0f} weeks",
                      load.gives_up / years_per_week, wait)
                : std::string(", and no resident ever gives up waiting");
        findings.push_back({"E247", service.spot,
                            fmt::format("`{}` expects {:.2f} residents a week and can {} {:.2f}{}", service.name,
                                        slots ? load.arrivals : load.admissions, slots ? "assess" : "admit",
                                        slots ? load.slots : load.places, until),
                            "no change, if residents do wait so long; else more capacity, or an `abandonment`", false});
    }
    return findings;
}

std::vector<bool> reachable_services(const Model& model, const std::vector<double>& numbers)
{
    auto reached = graph::reachable(routes_of(model, numbers), 0);
    reached.erase(reached.begin()); // the community
    return reached;
}

std::vector<Finding> judge_graph(const Model& model, const std::vector<double>& numbers)
{
    std::vector<Finding> findings;
    const auto routes = routes_of(model, numbers);
    const auto reached = reachable_services(model, numbers);
    const auto leads_on = [&](std::size_t service) {
        return std::ranges::any_of(routes.arcs,
                                   [&](const graph::Arc& arc) { return arc.from == static_cast<int>(service) + 1; });
    };
    std::set<NeedId> treated;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        const bool opens = may_open(model, numbers, service.open);
        for (const auto& [need, effect] : service.treats) {
            treated.insert(need);
        }
        if (opens && !reached[s]) {
            findings.push_back({"E240", service.spot, "no resident can reach `" + service.name + "`",
                                "an edge to it, or a crisis that names it as its `service`", true});
        }
        if (opens && !does_something(service) && !leads_on(s)) {
            findings.push_back(
                {"E241", service.spot,
                 "`" + service.name + "` is a dead end: it treats no need and has no edge to another service",
                 "`treats`, `grants`, `speeds`, or an edge from it", true});
        }
        const bool none = (service.workers.set() && service.volunteers.circumstance < 0 &&
                           value_or(numbers, service.workers, 0) * value_or(numbers, service.caseload, 0) < 1.0 &&
                           !service.unlimited) ||
                          (service.beds.set() && value_or(numbers, service.beds, 0) < 1.0) ||
                          (service.supply.set() && value_or(numbers, service.supply, 0) <= 0.0);
        if (none && is_on(value_or(numbers, service.open, 1.0))) {
            findings.push_back({"E242", service.spot,
                                "`" + service.name + "` has no capacity: it can admit no resident",
                                "more workers, beds or supply, or open = false", true});
        }
        if (opens && does_something(service) && service.limited() && !service.supply.set() && service.completion < 0 &&
            service.drop_out < 0 && !service.longest_stay.set()) {
            findings.push_back(
                {"E243", service.spot,
                 "no resident ever leaves `" + service.name + "`: it has neither `completion` nor `drop_out`",
                 "a completion hazard, or a longest `stay`", true});
        }
    }
    judge_edges(model, numbers, findings);
    for (std::size_t a = 0; a < model.services.size(); ++a) {
        for (std::size_t b = a + 1; b < model.services.size(); ++b) {
            judge_circle(model, numbers, static_cast<ServiceId>(a), static_cast<ServiceId>(b), findings);
        }
    }
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (!treated.contains(static_cast<NeedId>(n)) && model.needs[n].circumstance < 0 && !model.services.empty()) {
            findings.push_back({"E244", model.needs[n].spot, "no service treats `" + model.needs[n].name + "`",
                                "a `treats` of some service", false});
        }
    }
    return findings;
}

} // namespace meam
