#include "models/network/demand.hpp"

#include "models/population/stock_levels.hpp"
#include "models/services/capacity.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace meam::graph {
namespace {

using What = Situation::What;
using Where = std::pair<ServiceId, Entry::How>;

/// Residents who do not differ in anything that determines their journeys, with the sum of their rates of contact.
struct Group {
    Covariates at;
    std::map<Where, double> contacts; ///< by entry [1/week]
};

std::vector<NeedId> needs_of(const Model& model, const Covariates& at)
{
    std::vector<NeedId> needs;
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (at[static_cast<std::size_t>(model.needs[n].severity)] > 0) {
            needs.push_back(static_cast<NeedId>(n));
        }
    }
    return needs;
}

bool away(const Model& model, const Covariates& at)
{
    return std::any_of(model.circumstances.begin(), model.circumstances.end(),
                       [&](const Circumstance& c) { return c.away[at[static_cast<std::size_t>(c.covariate)]]; }) ||
           !lives_here(model, at);
}

std::vector<Group> groups_of(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key, int most)
{
    const int steps_taken = std::min(most, model.place.residents);
    const double each = steps_taken > 0 ? static_cast<double>(model.place.residents) / steps_taken : 0.0;
    std::map<std::vector<int>, Group> groups;
    for (int id = 0; id < steps_taken; ++id) {
        auto r = baseline.population.person(model, baseline.numbers, key, static_cast<ResidentId>(id), 0);
        if (away(model, r.covariates)) {
            continue;
        }
        refresh_stocks(model, rules.rules(r.covariates), r);
        const Walker walker{model, rules.rules(r.covariates), rules.shared(), rules.answering(), r.covariates, {}};
        const auto entries = entries_of(walker);
        std::vector<int> alike;
        for (const auto& need : model.needs) {
            alike.push_back(r.covariates[static_cast<std::size_t>(need.severity)]);
        }
        for (const auto& c : model.circumstances) {
            alike.push_back(r.covariates[static_cast<std::size_t>(c.covariate)]);
        }
        for (const auto& entry : entries) {
            alike.push_back(entry.service * 4 + static_cast<int>(entry.how));
        }
        auto& group = groups.try_emplace(alike, Group{r.covariates, {}}).first->second;
        for (const auto& entry : entries) {
            group.contacts[{entry.service, entry.how}] += entry.per_week * each;
        }
    }
    std::vector<Group> result;
    for (auto& [alike, group] : groups) {
        result.push_back(std::move(group));
    }
    return result;
}

struct Traffic {
    std::vector<double> asks, crises; ///< by service [1/week]
    std::vector<double> arrivals, admissions, inside;
    std::vector<EdgeLoad> edges;

    explicit Traffic(const Model& model)
        : asks(model.services.size(), 0.0), crises(asks), arrivals(asks), admissions(asks), inside(asks),
          edges(model.edges.size())
    {}
};

void add(Traffic& traffic, const Walker& walker, const Group& group)
{
    const auto ways = ways_of(walker, false);
    std::vector<double> start(ways.chain.size(), 0.0);
    for (const auto& entry : ways.entries) {
        const auto it = group.contacts.find({entry.service, entry.how});
        const double rate = it == group.contacts.end() ? 0.0 : it->second;
        (entry.how == Entry::How::crisis ? traffic.crises : traffic.asks)[static_cast<std::size_t>(entry.service)] +=
            rate;
        for (const auto& [state, share] : entry.start) {
            start[static_cast<std::size_t>(state)] += rate * share;
        }
    }
    const auto times = visits(ways.chain, start);
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto& s = ways.situations[i];
        if (!(times[i] > 0.0) || !std::isfinite(times[i]) || s.service < 0) {
            continue;
        }
        const auto at = static_cast<std::size_t>(s.service);
        if (s.what == What::arrived) {
            traffic.arrivals[at] += times[i];
        }
        if (s.what == What::end && s.end == End::helped) {
            traffic.admissions[at] += times[i];
        }
        for (const auto& step : ways.chain.steps[i]) {
            const auto& to = ways.situations[static_cast<std::size_t>(step.to)];
            if (s.what != What::inside && to.what == What::inside) {
                traffic.admissions[at] += times[i] * step.chance;
                traffic.inside[at] += times[i] * step.chance;
            }
            if (step.by >= 0) {
                auto& edge = traffic.edges[static_cast<std::size_t>(step.by)];
                edge.sent += times[i] * step.chance;
                edge.lost += to.what == What::end ? times[i] * step.chance : 0.0;
            }
        }
    }
}

double places_of(const Walker& plain, ServiceId id)
{
    const auto& service = plain.model.services[static_cast<std::size_t>(id)];
    if (service.unlimited) {
        return -1.0;
    }
    if (service.supply.set()) {
        return plain.shared.number(service.supply, 0.0);
    }
    const double weeks = weeks_inside(plain, id);
    return weeks > 0.0 ? capacity(service, plain.shared) * filled_share(service, plain.shared) / weeks : 0.0;
}

std::string a_week(double rate)
{
    return fmt::format("{:.2f} a week", rate);
}

} // namespace

double ServiceLoad::wait() const
{
    const bool at_slots = slots_bind();
    const double possible = at_slots ? slots : places, expected = at_slots ? arrivals : admissions;
    if (possible < 0.0 || expected <= possible) {
        return 0.0;
    }
    return gives_up > 0.0 && possible > 0.0 ? logarithm(expected / possible) / gives_up : without_end;
}

bool ServiceLoad::slots_bind() const
{
    if (slots < 0.0 || places < 0.0) {
        return slots >= 0.0;
    }
    return arrivals * std::max(places, 1e-12) > admissions * std::max(slots, 1e-12);
}

Demand demand_of(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key, int most)
{
    Traffic traffic(model);
    for (const auto& group : groups_of(model, baseline, rules, key, most)) {
        add(traffic,
            {model, rules.rules(group.at), rules.shared(), rules.answering(), group.at, needs_of(model, group.at)},
            group);
    }
    Demand demand;
    demand.residents = model.place.residents;
    demand.edges = traffic.edges;
    const auto without_needs = covariates_of(model, baseline, rules, {});
    const Walker plain{model, rules.rules(without_needs), rules.shared(), rules.answering(), without_needs, {}};
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        ServiceLoad load;
        load.asks = traffic.asks[s];
        load.crises = traffic.crises[s];
        load.arrivals = traffic.arrivals[s];
        load.admissions = traffic.admissions[s];
        load.slots = service.assessments.set() ? rules.shared().number(service.assessments, 0.0) : -1.0;
        load.places = places_of(plain, static_cast<ServiceId>(s));
        load.gives_up = service.abandonment >= 0 ? plain.rules.per_week(service.abandonment, without_needs) : 0.0;
        demand.services.push_back(load);
    }
    return demand;
}

namespace {

/// Flow network of one need. A service has three vertices: before assessment (in), after assessment (out), in treatment
/// (held).
class Network {
public:
    Network(const Model& model, const Walker& any, const Traffic& traffic, const Demand& demand, bool as_now)
        : model_(model)
    {
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            const auto& load = demand.services[s];
            const auto id = static_cast<ServiceId>(s);
            const auto label = model.services[s].label;
            if (traffic.asks[s] > 0.0) {
                pipe(source, in(id), traffic.asks[s], "");
            }
            if (traffic.crises[s] > 0.0) {
                pipe(source, out(id), traffic.crises[s], "");
            }
            pipe(in(id), out(id), load.slots, "assessments of " + label);
            pipe(out(id), held(id), load.places, "capacity of " + label);
            if (helps(any, model.services[s]) && any.answering[s] == id) {
                pipe(held(id), sink, -1.0, "");
            }
        }
        for (std::size_t e = 0; e < model.edges.size(); ++e) {
            const auto& edge = model.edges[e];
            const auto& load = traffic.edges[e];
            if (load.sent <= 0.0 || edge.from < 0) {
                continue;
            }
            const ServiceId to = any.answering[static_cast<std::size_t>(edge.to)];
            const bool from_inside = edge.kind == EdgeKind::draw || edge.kind == EdgeKind::step_down;
            pipe(from_inside ? held(edge.from) : out(edge.from), edge.kind == EdgeKind::draw ? out(to) : in(to),
                 as_now ? load.sent - load.lost : -1.0,
                 "the way from " + model.services[static_cast<std::size_t>(edge.from)].label + " to " +
                     model.services[static_cast<std::size_t>(to)].label);
        }
    }

    [[nodiscard]] Flow flow() const { return most_flow(vertices(), pipes_, source, sink); }

    [[nodiscard]] std::vector<std::string> words(const Flow& flow) const
    {
        std::vector<std::string> cut;
        for (const int p : flow.cut) {
            if (!names_[static_cast<std::size_t>(p)].empty()) {
                cut.push_back(names_[static_cast<std::size_t>(p)] + " (" +
                              a_week(pipes_[static_cast<std::size_t>(p)].capacity) + ")");
            }
        }
        return cut;
    }

    /// Contacts from which no flow reaches help [1/week].
    [[nodiscard]] double nowhere() const
    {
        Digraph graph{vertices(), {}};
        for (const auto& pipe : pipes_) {
            graph.arcs.push_back({pipe.from, pipe.to});
        }
        double sum = 0.0;
        for (const auto& pipe : pipes_) {
            sum += pipe.from == source && !reachable(graph, pipe.to)[sink] ? pipe.capacity : 0.0;
        }
        return sum;
    }

private:
    static constexpr int source = 0, sink = 1;
    static int in(ServiceId s) { return 2 + 3 * s; }
    static int out(ServiceId s) { return 3 + 3 * s; }
    static int held(ServiceId s) { return 4 + 3 * s; }
    [[nodiscard]] int vertices() const { return 2 + 3 * static_cast<int>(model_.services.size()); }

    void pipe(int from, int to, double capacity, std::string name)
    {
        pipes_.push_back({from, to, capacity});
        names_.push_back(std::move(name));
    }

    const Model& model_;
    std::vector<Pipe> pipes_;
    std::vector<std::string> names_; ///< by pipe; "": not reported as a bottleneck
};

} // namespace

std::vector<Bottleneck> bottlenecks(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key,
                                    const Demand& demand, int most)
{
    const auto groups = groups_of(model, baseline, rules, key, most);
    std::vector<Bottleneck> result;
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto need = static_cast<NeedId>(n);
        Traffic traffic(model);
        Covariates severest{};
        for (const auto& group : groups) {
            const auto level = static_cast<std::size_t>(model.needs[n].severity);
            if (group.at[level] > 0) {
                severest = group.at[level] > severest[level] ? group.at : severest;
                add(traffic, {model, rules.rules(group.at), rules.shared(), rules.answering(), group.at, {need}},
                    group);
            }
        }
        Bottleneck bottleneck;
        bottleneck.need = need;
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            bottleneck.demand += traffic.asks[s] + traffic.crises[s];
        }
        if (bottleneck.demand > 0.0) {
            const Walker any{model, rules.rules(severest), rules.shared(), rules.answering(), severest, {need}};
            const Network ideal(model, any, traffic, demand, false);
            const auto flow = ideal.flow();
            bottleneck.helped = flow.most;
            bottleneck.cut = ideal.words(flow);
            bottleneck.nowhere = ideal.nowhere();
            bottleneck.on_present_routes = Network(model, any, traffic, demand, true).flow().most;
        }
        result.push_back(std::move(bottleneck));
    }
    return result;
}

} // namespace meam::graph
