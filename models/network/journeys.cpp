#include "models/network/journeys.hpp"

#include "models/network/facts.hpp"
#include "models/network/situations.hpp"
#include "models/population/conditions.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/state/state.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace meam::graph {
namespace {

constexpr double most_a_week = 40.0; ///< cap of event rates [1/week], as for hazards

class Compiler {
public:
    Compiler(const Walker& walker, bool again)
        : w_(walker), facts_(walker), states_(walker.model, again, facts_.exact())
    {}

    Ways compiled()
    {
        enter();
        work();
        return states_.take();
    }

    std::vector<Entry> entries()
    {
        enter();
        return states_.ways().entries;
    }

    /// Expected length of an episode [week].
    double weeks_of_episode(ServiceId service)
    {
        const int start = states_.inside(service, 0, 0, 0);
        work();
        std::vector<double> weeks(states_.ways().chain.size(), 0.0);
        for (std::size_t i = 0; i < states_.ways().chain.size(); ++i) {
            if (states_.ways().situations[i].what != Situation::What::inside ||
                states_.ways().situations[i].service != service) {
                states_.ways().chain.steps[i].clear();
                continue;
            }
            for (const auto& step : states_.ways().chain.steps[i]) {
                weeks[i] += step.chance;
            }
        }
        return expected_gain(states_.ways().chain, weeks)[static_cast<std::size_t>(start)];
    }

private:
    using What = Situation::What;
    using Key = Situations::Key;

    const Service& service_of(ServiceId id) const { return w_.model.services[static_cast<std::size_t>(id)]; }
    const Edge& edge_of(EdgeId id) const { return w_.model.edges[static_cast<std::size_t>(id)]; }
    int severity(NeedId need) const { return severity_of(w_, need); }
    bool retold(const Edge& edge) const { return is_on(w_.rules.number(edge.retold, 0.0)); }
    double chance(ChanceId id) const { return id < 0 ? 0.0 : w_.rules.chance(id, w_.at); }
    double hazard(HazardId id) const { return id < 0 ? 0.0 : std::min(most_a_week, w_.rules.per_week(id, w_.at)); }
    ServiceId answers(ServiceId id) const
    {
        const ServiceId to = w_.answering[static_cast<std::size_t>(id)];
        return to == w_.without ? -1 : to;
    }
    /// The resident, with an episode at service `inside` if it is 0 or more.
    Resident resident(ServiceId inside = -1) const
    {
        Resident r;
        r.covariates = w_.at;
        if (inside >= 0) {
            auto& e = r.engaged.emplace_back();
            e.service = static_cast<std::uint8_t>(inside);
            e.stage = Stage::in_treatment;
        }
        return r;
    }
    bool eligible(const Service& service) const { return meam::eligible(w_.model, service, resident()); }
    bool sought(const Outreach& outreach) const { return covers(w_.model, outreach.whom, resident()); }
    static Week weeks(double duration) { return std::max(1, static_cast<int>(duration + 0.5)); }

    void work()
    {
        for (std::size_t i = 0; i < states_.keys().size(); ++i) {
            const Key key = states_.keys()[i];
            const int from = static_cast<int>(i);
            switch (static_cast<What>(key.what)) {
            case What::called:
                if (const double none = follow(from, service_of(key.service).refer, 1.0, key.known, 0.0); none > 0.0) {
                    states_.add(from, states_.end(End::sent_nowhere, key.service, -1, key.known), none, 0.0);
                }
                break;
            case What::arrived:
                arrive(from, key);
                break;
            case What::inside:
                stay(from, key);
                break;
            case What::community:
                ask_again(from, key.known);
                break;
            case What::end:
                break;
            }
        }
    }

    // Entries into journeys.

    void enter()
    {
        std::map<std::pair<ServiceId, int>, Entry> entries;
        std::map<std::pair<ServiceId, int>, std::map<int, double>> starts;
        const auto add_entry = [&](ServiceId service, Entry::How how, double per_week, int start) {
            auto& entry = entries[{service, static_cast<int>(how)}];
            entry.service = service;
            entry.how = how;
            entry.per_week += per_week;
            starts[{service, static_cast<int>(how)}][start] += how == Entry::How::outreach ? 1.0 : per_week;
        };
        for (const EdgeId door : w_.model.doors) {
            const auto& edge = edge_of(door);
            const double rate = edge.rate < 0 ? 0.0 : w_.rules.per_week(edge.rate, w_.at);
            if (rate > 0.0 && usable(edge) && !service_of(answers(edge.to)).placebo()) {
                add_entry(answers(edge.to), Entry::How::asks, rate,
                          states_.arrived(answers(edge.to), retold(edge), false, 0));
            }
        }
        for (const auto& crisis : w_.model.crises) {
            if (crisis.service >= 0) {
                call(crisis, add_entry);
            }
        }
        for (std::size_t s = 0; s < w_.model.services.size(); ++s) {
            const auto& service = w_.model.services[s];
            if (service.outreach && !service.placebo() && answers(static_cast<ServiceId>(s)) == static_cast<int>(s) &&
                w_.shared.number(service.outreach->top, 0.0) >= 1.0 && sought(*service.outreach)) {
                add_entry(static_cast<ServiceId>(s), Entry::How::outreach, 0.0,
                          states_.arrived(static_cast<ServiceId>(s), false, false, 0));
            }
        }
        for (auto& [which, entry] : entries) {
            double sum = 0.0;
            for (const auto& [start, weight] : starts[which]) {
                sum += weight;
            }
            for (const auto& [start, weight] : starts[which]) {
                entry.start.emplace_back(start, weight / sum);
            }
            states_.ways().entries.push_back(entry);
        }
    }

    template <class Add> void call(const Crisis& crisis, const Add& add_entry)
    {
        const double rate = w_.rules.per_week(crisis.rate, w_.at) * chance(crisis.disclosed) * chance(crisis.recorded) *
                            chance(crisis.acted_on);
        if (!(rate > 0.0)) {
            return;
        }
        if (crisis.service == w_.without) {
            add_entry(crisis.service, Entry::How::crisis, rate, states_.end(End::sent_nowhere, crisis.service, -1, 0));
            return;
        }
        std::vector<double> parts;
        double total = 0.0;
        for (const auto& need : w_.model.needs) {
            const int severity = w_.at[static_cast<std::size_t>(need.severity)];
            parts.push_back(w_.rules.need_part(crisis.rate, need.severity, severity));
            total += parts.back();
        }
        if (!(total > 0.0)) {
            add_entry(crisis.service, Entry::How::crisis, rate, states_.called(crisis.service, 0));
            return;
        }
        for (std::size_t n = 0; n < parts.size(); ++n) {
            if (parts[n] > 0.0) {
                add_entry(crisis.service, Entry::How::crisis, rate * parts[n] / total,
                          states_.called(crisis.service, facts_.bit(crisis.agency_index, static_cast<NeedId>(n))));
            }
        }
    }

    void ask_again(int from, std::uint64_t known)
    {
        double all = 0.0;
        for (const auto& entry : states_.ways().entries) {
            all += entry.per_week;
        }
        const double stays = exponential(-all);
        states_.add(from, from, stays, 1.0);
        for (const auto& entry : states_.ways().entries) {
            for (const auto& [start, share] : entry.start) {
                if (entry.per_week <= 0.0) {
                    continue;
                }
                const Key at = states_.keys()[static_cast<std::size_t>(start)];
                const int to =
                    at.what == static_cast<int>(What::arrived)  ? states_.arrived(at.service, true, false, known)
                    : at.what == static_cast<int>(What::called) ? states_.called(at.service, at.known | known)
                                                                : from;
                states_.add(from, to, (1.0 - stays) * entry.per_week / all * share, 1.0);
            }
        }
    }

    // Referral rules, as in asking.cpp.

    /// Whether an edge is taken by residents in an episode with the service at its start.
    static bool walked_inside(const Edge& edge)
    {
        return edge.kind == EdgeKind::draw || edge.kind == EdgeKind::escalate || edge.kind == EdgeKind::step_down;
    }

    bool usable(const Edge& edge) const
    {
        const ServiceId to = answers(edge.to);
        return is_on(w_.rules.number(edge.open, 1.0)) && to >= 0 && eligible(service_of(to)) &&
               (!edge.whom || covers(w_.model, *edge.whom, resident(walked_inside(edge) ? edge.from : -1))) &&
               std::all_of(edge.needs.begin(), edge.needs.end(),
                           [&](const auto& need) { return severity(need.first) >= need.second; });
    }

    /// Probabilities of the edges in a race; the remainder to 1 is the probability of no edge.
    std::vector<std::pair<EdgeId, double>> race(const std::vector<EdgeId>& edges) const
    {
        std::vector<std::pair<EdgeId, double>> chances;
        double sum = 0.0;
        for (const EdgeId id : edges) {
            const auto& edge = edge_of(id);
            if (usable(edge) && !service_of(edge.to).placebo()) {
                chances.emplace_back(id, edge.chance < 0 ? 1.0 : chance(edge.chance));
                sum += chances.back().second;
            }
        }
        for (auto& [id, p] : chances) {
            p /= std::max(1.0, sum);
        }
        return chances;
    }

    /// Adds steps along one of the edges. @return p times the probability of no edge
    double follow(int from, const std::vector<EdgeId>& edges, double p, std::uint64_t known, double after)
    {
        double none = 1.0;
        for (const auto& [id, share] : race(edges)) {
            none -= share;
            refer(from, id, p * share, known, after);
        }
        return none < 1e-12 ? 0.0 : p * none;
    }

    void refer(int from, EdgeId id, double p, std::uint64_t known, double after, bool drawn = false)
    {
        const auto& edge = edge_of(id);
        const ServiceId to = answers(edge.to);
        const double lost = std::clamp(w_.rules.number(edge.lost, 0.0), 0.0, 1.0);
        if (lost > 0.0) {
            states_.add(from, states_.end(End::lost, edge.from, id, known), p * lost, after, id);
        }
        if (edge.from >= 0 && is_on(w_.rules.number(edge.shares, 0.0))) {
            known = facts_.passed_on(known, agency_of(w_, edge.from), agency_of(w_, to));
        }
        if (p * (1.0 - lost) > 0.0) {
            const Week way = weeks_of_delay(w_.rules.number(edge.delay, 1.0));
            states_.add(from, states_.arrived(to, retold(edge), drawn, known), p * (1.0 - lost),
                        after + (edge.kind == EdgeKind::step_down ? way : std::max(1, way)), id);
        }
    }

    // Assessment and admission rules, as in desk.cpp and experience.cpp.

    bool excluded(const Service& by, std::uint64_t known) const
    {
        return std::any_of(by.excludes.begin(), by.excludes.end(), [&](const auto& e) {
            return (known & facts_.bit(by.agency_index, e.first)) != 0 &&
                   severity(e.first) >= w_.rules.number(e.second, 4.0);
        });
    }

    bool below_threshold(const Service& service) const
    {
        const double threshold = w_.rules.number(service.threshold, 0.0);
        return !service.for_needs.empty() && threshold > 0.0 &&
               std::none_of(service.for_needs.begin(), service.for_needs.end(),
                            [&](NeedId need) { return severity(need) >= threshold; });
    }

    void arrive(int from, const Key& key)
    {
        const auto& service = service_of(key.service);
        if (key.drawn || !assesses(service)) {
            states_.add(from, admitted(key.service, key.known), 1.0, 0.0);
            return;
        }
        const double discovery = std::clamp(w_.shared.number(service.discovery, 0.0), 0.0, 1.0);
        auto sure = key.known;
        std::vector<std::uint64_t> unsure;
        for (const NeedId need : facts_.to_learn(service.agency_index, key.known)) {
            const bool treated =
                std::find(service.for_needs.begin(), service.for_needs.end(), need) != service.for_needs.end();
            const auto bit = facts_.bit(service.agency_index, need);
            if (treated || discovery >= 1.0) {
                sure |= bit;
            } else if (discovery > 0.0) {
                unsure.push_back(bit);
            }
        }
        for (std::uint64_t found = 0; found < (std::uint64_t{1} << unsure.size()); ++found) {
            auto known = sure;
            double p = 1.0;
            for (std::size_t i = 0; i < unsure.size(); ++i) {
                const bool finds = (found >> i & 1U) != 0;
                p *= finds ? discovery : 1.0 - discovery;
                known |= finds ? unsure[i] : 0;
            }
            assess(from, key.service, p, known);
        }
    }

    void assess(int from, ServiceId id, double p, std::uint64_t known)
    {
        const auto& service = service_of(id);
        const bool refused = excluded(service, known);
        for (const EdgeId share : service.share) {
            if (is_on(w_.rules.number(edge_of(share).open, 1.0))) {
                known = facts_.passed_on(known, service.agency_index, agency_of(w_, edge_of(share).to));
            }
        }
        const double off = chance(service.written_off);
        if (off > 0.0) {
            states_.add(from, states_.end(End::written_off, id, -1, known), p * off, 0.0);
        }
        p *= 1.0 - off;
        const bool only_listens =
            service.treats.empty() && service.grants_circumstance < 0 && service.holds_circumstance < 0;
        if (refused || only_listens || below_threshold(service)) {
            const double dumped = refused || !only_listens ? chance(service.dumped) : 0.0;
            if (dumped > 0.0) {
                states_.add(from, states_.end(End::dumped, id, -1, known), p * dumped, 0.0);
            }
            turn_away(from, id, p * (1.0 - dumped), known);
            return;
        }
        if (const double parked = chance(service.parked); parked > 0.0) {
            states_.add(from, states_.end(End::parked, id, -1, known), p * parked,
                        weeks(w_.shared.number(service.parked_for, 26.0)));
            p *= 1.0 - parked;
        }
        if (p > 0.0) {
            states_.add(from, admitted(id, known), p, 0.0);
        }
    }

    void turn_away(int from, ServiceId id, double p, std::uint64_t known)
    {
        const auto& service = service_of(id);
        if (p > 0.0 && !is_on(w_.shared.number(service.no_refer_on, 0.0))) {
            p = follow(from, service.refer, p, known, 0.0);
            double signposted = 0.0;
            for (const auto& [edge, share] : race(service.signpost)) {
                signposted += share;
            }
            if (p * signposted > 0.0) {
                states_.add(from, states_.end(End::signposted, id, -1, known), p * signposted, 0.0);
                p *= 1.0 - signposted;
            }
        }
        if (p > 1e-15) {
            states_.add(from, states_.end(End::turned_away, id, -1, known), p, 0.0);
        }
    }

    int admitted(ServiceId id, std::uint64_t known)
    {
        const auto& service = service_of(id);
        const bool in_need =
            service.for_needs.empty() || std::any_of(service.for_needs.begin(), service.for_needs.end(),
                                                     [&](NeedId need) { return severity(need) > 0; });
        if (!in_need || !eligible(service)) {
            return states_.end(End::not_admitted, id, -1, known);
        }
        if (helps(w_, service)) {
            return states_.end(End::helped, id, -1, known);
        }
        return service.supply.set() ? states_.end(End::finished, id, -1, known) : states_.inside(id, 0, known, 0);
    }

    /// One week in an episode that does not help. First the hub may draw in other services; then the episode may end.
    void stay(int from, const Key& key)
    {
        const auto& service = service_of(key.service);
        double left = 1.0;
        for (const auto& [wait, id] : drawn_in(service, key.known)) {
            const double lost = std::clamp(w_.rules.number(edge_of(id).lost, 0.0), 0.0, 1.0);
            states_.add(from, states_.arrived(answers(edge_of(id).to), false, true, key.known), left * (1.0 - lost),
                        wait, id);
            left *= lost;
        }
        const Week week_inside = key.weeks + 1;
        const Week shortest = shortest_stay(service, w_.shared), longest = longest_stay(service, w_.shared);
        const bool over = week_inside >= longest;
        const Week counted = over ? 0 : std::min(week_inside, longest < never ? longest : shortest);
        const double complete = week_inside >= shortest ? hazard(service.completion) : 0.0;
        const double drop = hazard(service.drop_out);
        const double ends = 1.0 - exponential(-(complete + drop));
        const double completes = complete > 0.0 ? ends * complete / (complete + drop) : 0.0;
        const double misses = 1.0 - exponential(-hazard(service.missed));
        const double limit = w_.shared.number(service.missed_limit, 1e9);
        const auto week = [&](double p, int missed) {
            if (p <= 0.0) {
                return;
            }
            const auto left_to = [&](Leaving how, double share) { // returns the probability of no edge
                return share > 0.0
                           ? follow(from, service.step_down[static_cast<std::size_t>(how)], share, key.known, 1.0)
                           : 0.0;
            };
            if (missed >= limit) {
                if (const double out = left_to(Leaving::discharged, p); out > 0.0) {
                    states_.add(from, states_.end(End::finished, key.service, -1, key.known), out, 1.0);
                }
                return;
            }
            const double stays = p * (1.0 - ends);
            const double out =
                left_to(Leaving::completed, p * completes + (over && service.longest_completes ? stays : 0.0)) +
                left_to(Leaving::dropped_out, p * (ends - completes)) +
                left_to(Leaving::discharged, over && !service.longest_completes ? stays : 0.0);
            if (out > 0.0) {
                states_.add(from, states_.end(End::finished, key.service, -1, key.known), out, 1.0);
            }
            if (!over) {
                states_.add(from, states_.inside(key.service, limit < 1e9 ? missed : 0, key.known, counted), stays,
                            1.0);
            }
        };
        week(left * misses, key.extra + 1);
        week(left * (1.0 - misses), 0);
    }

    /// Edges by which a hub draws in a service that helps, with the shortest delay first. An exclusion is removed if
    /// the unblocking budget allows it.
    std::vector<std::pair<double, EdgeId>> drawn_in(const Service& hub, std::uint64_t known) const
    {
        std::vector<std::pair<double, EdgeId>> edges;
        if (!hub.key_work) {
            return edges;
        }
        const bool budget = hub.unblock_cost.set() && w_.shared.number(hub.unblock_budget, 0.0) > 0.0 &&
                            w_.shared.number(hub.unblock_budget, 0.0) >= w_.shared.number(hub.unblock_cost, 0.0);
        for (const EdgeId id : hub.draw) {
            const auto& edge = edge_of(id);
            if (!usable(edge)) {
                continue;
            }
            const auto& target = service_of(answers(edge.to));
            const auto& stated = service_of(edge.to);
            const bool barred = excluded(stated, known);
            const bool wanted =
                std::any_of(stated.treats.begin(), stated.treats.end(),
                            [&](const auto& t) { return severity(t.first) > 0; }) ||
                (stated.treats.empty() && (stated.grants_circumstance >= 0 || stated.holds_circumstance >= 0) &&
                 !stated.eligible.empty());
            if (wanted && helps(w_, target) && (budget || !barred)) {
                const Week later = barred ? static_cast<Week>(w_.shared.number(hub.unblock_delay, 0.0) + 0.5) : 0;
                edges.emplace_back(std::max(1, weeks_of_delay(w_.rules.number(edge.delay, 1.0)) + later), id);
            }
        }
        std::sort(edges.begin(), edges.end());
        return edges;
    }

    const Walker& w_;
    Facts facts_;
    Situations states_;
};

} // namespace

bool helps(const Walker& w, const Service& service)
{
    if (service.placebo()) {
        return false;
    }
    const auto severity = [&](NeedId need) { return severity_of(w, need); };
    for (const NeedId need : w.wanted) {
        for (const auto& [treated, effect] : service.treats) {
            if (treated == need && severity(need) > 0 && w.rules.number(effect, 0.0) > 0.0) {
                return true;
            }
        }
        const auto& n = w.model.needs[static_cast<std::size_t>(need)];
        const auto better = [&](int circumstance, int state) {
            return circumstance >= 0 && n.circumstance == circumstance &&
                   n.severity_of_state[static_cast<std::size_t>(state)] < severity(need);
        };
        if (better(service.grants_circumstance, service.grants_state) ||
            better(service.holds_circumstance, service.holds_state)) {
            return true;
        }
    }
    return false;
}

Ways ways_of(const Walker& walker, bool again)
{
    return Compiler(walker, again).compiled();
}

std::vector<Entry> entries_of(const Walker& walker)
{
    return Compiler(walker, false).entries();
}

double weeks_inside(const Walker& walker, ServiceId service)
{
    const auto& s = walker.model.services[static_cast<std::size_t>(service)];
    if (s.completion < 0 && s.drop_out < 0 && !s.longest_stay.set()) {
        return 0.0;
    }
    Walker alone = walker;
    alone.wanted.clear();
    const double weeks = Compiler(alone, false).weeks_of_episode(service);
    return std::isfinite(weeks) ? weeks : 0.0;
}

} // namespace meam::graph
