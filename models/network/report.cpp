#include "models/network/report.hpp"

#include "models/processes/help_seeking.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace meam::graph {
namespace {

using What = Situation::What;

constexpr double small = 1e-9;

double along(const std::vector<double>& start, const std::vector<double>& values)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        sum += start[i] > 0.0 ? start[i] * values[i] : 0.0;
    }
    return sum;
}

/// Probability of help, and mean weeks to it among those helped.
struct Helped {
    explicit Helped(const Ways& ways)
        : chance(chance_of(ways.chain, ways.helped())), weeks(weeks_to(ways.chain, ways.helped(), chance))
    {}
    [[nodiscard]] double at(const std::vector<double>& start) const { return along(start, chance); }
    [[nodiscard]] double weeks_from(const std::vector<double>& start) const
    {
        double sum = 0.0, all = at(start);
        for (std::size_t i = 0; i < start.size(); ++i) {
            sum += start[i] > 0.0 ? start[i] * chance[i] * weeks[i] : 0.0;
        }
        return all > 0.0 ? sum / all : 0.0;
    }

    std::vector<double> chance, weeks;
};

double assessments(const Ways& ways, const std::vector<double>& times, bool again_only)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto& s = ways.situations[i];
        sum += s.assessed && (s.retold || !again_only) && times[i] > 0.0 ? times[i] : 0.0;
    }
    return sum;
}

/// A chain with results that are used several times.
struct Asked {
    explicit Asked(Ways w, std::size_t services) : ways(std::move(w)), helped(ways)
    {
        for (std::size_t s = 0; s < services; ++s) {
            const auto marked = ways.arrivals(static_cast<ServiceId>(s));
            if (std::find(marked.begin(), marked.end(), true) != marked.end()) {
                reached.emplace_back(marked, chance_of(ways.chain, marked));
            }
        }
    }
    Ways ways;
    Helped helped;
    /// By service: states of arrival there, probability of reaching any of them.
    std::vector<std::pair<std::vector<bool>, std::vector<double>>> reached;
};

Journey journey_from(const Asked& once, const Asked& again, const std::vector<double>& start,
                     const std::vector<double>& start_again)
{
    Journey journey;
    journey.helped = once.helped.at(start);
    journey.weeks = once.helped.weeks_from(start);
    const auto times = visits(once.ways.chain, start);
    journey.assessments = assessments(once.ways, times, false);
    journey.retold = assessments(once.ways, times, true);
    for (const auto& [marked, chance] : once.reached) {
        double arrivals = 0.0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            arrivals += marked[i] && times[i] > 0.0 ? times[i] : 0.0;
        }
        journey.circles += arrivals - along(start, chance);
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto& s = once.ways.situations[i];
        if (s.what == What::end && times[i] > 0.0) {
            journey.ends[static_cast<std::size_t>(s.end)] += times[i];
        }
    }
    journey.at_last = again.helped.at(start_again);
    journey.weeks_at_last = again.helped.weeks_from(start_again);
    journey.assessments_at_last = assessments(again.ways, visits(again.ways.chain, start_again), false);
    return journey;
}

class Reporter {
public:
    Reporter(const Model& model, const Baseline& baseline, int scenario, Key key, const Question& question)
        : model_(model), baseline_(baseline),
          rules_(model, baseline, model.scenarios[static_cast<std::size_t>(scenario)].policies), key_(key),
          question_(question)
    {
        const auto& s = model.scenarios[static_cast<std::size_t>(scenario)];
        report_.name = s.name;
        report_.label = s.label;
    }

    ScenarioReport reported()
    {
        const auto demand = demand_of(model_, baseline_, rules_, key_, question_.residents);
        describe_services(demand);
        describe_edges(demand);
        describe_structure();
        report_.bottlenecks = bottlenecks(model_, baseline_, rules_, key_, demand, question_.residents);
        const auto patterns = question_.patterns.empty() ? patterns_of(model_, baseline_.numbers) : question_.patterns;
        for (const auto& pattern : patterns) {
            report_.patterns.push_back(describe(pattern));
        }
        return std::move(report_);
    }

private:
    void describe_services(const Demand& demand)
    {
        for (std::size_t s = 0; s < model_.services.size(); ++s) {
            ServiceReport service;
            service.open = rules_.answering()[s] == static_cast<ServiceId>(s);
            service.load = demand.services[s];
            report_.services.push_back(std::move(service));
        }
    }

    void describe_edges(const Demand& demand)
    {
        const auto& shared = rules_.shared();
        const auto plain = covariates_of(model_, baseline_, rules_, {});
        for (std::size_t e = 0; e < model_.edges.size(); ++e) {
            const auto& edge = model_.edges[e];
            EdgeReport entry;
            const auto opens = [&](ServiceId s) {
                return s < 0 || rules_.answering()[static_cast<std::size_t>(s)] >= 0;
            };
            entry.open = is_on(shared.number(edge.open, 1.0)) && opens(edge.from) && opens(edge.to);
            entry.lost = shared.number(edge.lost, 0.0);
            entry.weeks = edge.from < 0 ? 0.0 : weeks_of_delay(shared.number(edge.delay, 1.0));
            entry.chance = edge.chance < 0 ? 1.0 : shared.chance(edge.chance, plain);
            entry.load = demand.edges[e];
            report_.edges.push_back(entry);
        }
    }

    [[nodiscard]] bool carries(std::size_t e) const
    {
        const auto kind = model_.edges[e].kind;
        return report_.edges[e].open && kind != EdgeKind::share && kind != EdgeKind::signpost &&
               !placebo(model_.edges[e].to);
    }
    [[nodiscard]] bool placebo(ServiceId s) const { return model_.services[static_cast<std::size_t>(s)].placebo(); }

    /// Structure of all open edges, ignoring eligibility; vertex 0 is the community.
    void describe_structure()
    {
        const int n = static_cast<int>(model_.services.size());
        std::set<Arc> arcs, inner;
        for (std::size_t e = 0; e < model_.edges.size(); ++e) {
            if (carries(e)) {
                const auto& edge = model_.edges[e];
                const ServiceId to = rules_.answering()[static_cast<std::size_t>(edge.to)];
                arcs.insert({edge.from + 1, to + 1});
                if (edge.from >= 0 && edge.from != to) {
                    inner.insert({edge.from, to});
                }
            }
        }
        for (const auto& crisis : model_.crises) {
            if (crisis.service >= 0) {
                arcs.insert({0, crisis.service + 1});
            }
        }
        for (int s = 0; s < n; ++s) {
            const auto& service = model_.services[static_cast<std::size_t>(s)];
            if (service.outreach && !service.placebo() && is_open(rules_.shared(), service) &&
                rules_.shared().number(service.outreach->top, 0.0) >= 1.0) {
                arcs.insert({0, s + 1});
            }
        }
        const Digraph whole{n + 1, {arcs.begin(), arcs.end()}}, services{n, {inner.begin(), inner.end()}};
        const auto between = betweenness(whole);
        const auto component = strong_components(services);
        for (int s = 0; s < n; ++s) {
            auto& service = report_.services[static_cast<std::size_t>(s)];
            service.betweenness = between[static_cast<std::size_t>(s) + 1];
            for (const int gate : gatekeepers(whole, 0, s + 1)) {
                service.gatekeepers.push_back(gate - 1);
            }
        }
        for (int c = 0; c < n; ++c) {
            std::vector<ServiceId> members;
            for (int s = 0; s < n; ++s) {
                if (component[static_cast<std::size_t>(s)] == c) {
                    members.push_back(s);
                }
            }
            if (members.size() > 1) {
                for (const auto s : members) {
                    report_.services[static_cast<std::size_t>(s)].component =
                        static_cast<int>(report_.components.size());
                }
                report_.components.push_back(std::move(members));
            }
        }
        const auto found = cycles(services, question_.cycles);
        report_.cycles = found.cycles;
        report_.all_cycles = found.all;
    }

    Walker walker(const Covariates& at, std::vector<NeedId> wanted) const
    {
        return {model_, rules_.rules(at), rules_.shared(), rules_.answering(), at, std::move(wanted)};
    }

    PatternReport describe(const Pattern& pattern)
    {
        PatternReport result;
        result.pattern = pattern;
        const auto at = covariates_of(model_, baseline_, rules_, pattern);
        std::vector<NeedId> wanted;
        for (const auto& [need, severity] : pattern.needs) {
            wanted.push_back(need);
        }
        const auto who = walker(at, wanted);
        const Asked once(ways_of(who, false), model_.services.size()), again(ways_of(who, true), 0);
        const auto start = once.ways.usual_start();
        for (std::size_t e = 0; e < once.ways.entries.size(); ++e) {
            const auto& entry = once.ways.entries[e];
            result.contacts += entry.per_week / years_per_week;
            result.entries.push_back(
                {entry.service, entry.how, entry.per_week,
                 journey_from(once, again, once.ways.start_at(entry), again.ways.start_at(again.ways.entries[e]))});
        }
        result.usual = journey_from(once, again, start, again.ways.usual_start());
        result.exact = once.ways.exact && again.ways.exact;
        result.rounds = rounds(once.ways, model_, question_.cycles, result.all_rounds);
        describe_gates(who, once, again, result);
        describe_losses(once, start, result);
        for (std::size_t n = 0; wanted.size() > 1 && n < wanted.size(); ++n) {
            const auto ways = ways_of(walker(at, {wanted[n]}), false);
            const Helped helped(ways);
            const auto from = ways.usual_start();
            result.by_need.push_back({wanted[n], helped.at(from), helped.weeks_from(from)});
        }
        return result;
    }

    void describe_gates(const Walker& who, const Asked& once, const Asked& again, PatternReport& result)
    {
        const auto routes = routes_of(once.ways, model_);
        for (const int gate : gatekeepers(routes, 0, routes.vertices - 1)) {
            result.gatekeepers.push_back(gate - 1);
        }
        const double with = once.helped.at(once.ways.usual_start());
        for (std::size_t s = 0; s < model_.services.size(); ++s) {
            const bool seen = std::any_of(again.ways.situations.begin(), again.ways.situations.end(),
                                          [&](const Situation& x) { return x.service == static_cast<int>(s); });
            if (!seen) {
                continue;
            }
            auto less = who;
            less.without = static_cast<ServiceId>(s);
            const auto ways = ways_of(less, false);
            // contacts that would have led to the removed service lead nowhere; the other contacts keep their weights
            double kept = 0.0, before = 0.0;
            for (const auto& entry : ways.entries) {
                kept += entry.per_week;
            }
            for (const auto& entry : once.ways.entries) {
                before += entry.per_week;
            }
            const double without = before > 0.0 ? Helped(ways).at(ways.usual_start()) * kept / before : 0.0;
            if (std::fabs(with - without) > small) {
                result.removals.push_back({static_cast<ServiceId>(s), without});
            }
        }
        std::sort(result.removals.begin(), result.removals.end(), [](const Removal& a, const Removal& b) {
            return std::tie(a.helped, a.service) < std::tie(b.helped, b.service);
        });
    }

    static void describe_losses(const Asked& once, const std::vector<double>& start, PatternReport& result)
    {
        const auto times = visits(once.ways.chain, start);
        for (std::size_t i = 0; i < times.size(); ++i) {
            const auto& s = once.ways.situations[i];
            if (s.what == What::end && s.end == End::lost && times[i] > small) {
                result.lost.push_back({s.edge, times[i]});
            }
        }
        std::sort(result.lost.begin(), result.lost.end(), [](const LostAt& a, const LostAt& b) {
            return std::tie(b.share, a.edge) < std::tie(a.share, b.edge);
        });
    }

    const Model& model_;
    const Baseline& baseline_;
    FullStrength rules_;
    Key key_;
    const Question& question_;
    ScenarioReport report_;
};

} // namespace

ScenarioReport report_on(const Model& model, const Baseline& baseline, int scenario, Key key, const Question& question)
{
    return Reporter(model, baseline, scenario, key, question).reported();
}

} // namespace meam::graph
