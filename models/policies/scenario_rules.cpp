#include "models/policies/scenario_rules.hpp"

#include "models/population/stock_levels.hpp"
#include "sim/contracts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace meam {

Baseline::Baseline(const Model& model, std::vector<double> values)
    : numbers(std::move(values)), population(model, numbers), solved(solve_marginals(model, population, numbers))
{}

double strength(const Change& change, Week now)
{
    if (change.repeats > 0 && now > change.start) {
        now = change.start + (now - change.start) % change.repeats;
    }
    if (now < change.start || (change.end > 0 && now >= change.end)) {
        return 0.0;
    }
    if (change.ramp <= 0 || now - change.start + 1 >= change.ramp) {
        return 1.0;
    }
    return static_cast<double>(now - change.start + 1) / static_cast<double>(change.ramp);
}

Week first_week(const Policy& policy)
{
    const auto first = std::ranges::min_element(policy.changes, {}, &Change::start);
    return first == policy.changes.end() ? 0 : first->start;
}

namespace {

/// Keeps a number within its limits. A change that changes nothing is not even rounded.
double kept(const Model& model, Number n, double held, double wanted)
{
    if (wanted == held) {
        return held;
    }
    const auto& info = model.numbers.info(n);
    wanted = std::clamp(wanted, info.low, info.high);
    return info.whole ? std::floor(wanted) : wanted;
}

/// @param put  takes a number and what a change makes of it
template <class Put> void apply(const Change& change, double how_much, std::vector<double>& numbers, Put&& put)
{
    const double amount = value_or(numbers, change.amount, 0.0);
    for (std::size_t i = 0; i < change.targets.size(); ++i) {
        const Number target = change.targets[i];
        const double v = numbers[static_cast<std::size_t>(target.index)];
        switch (change.operation) {
        case Operation::set:
            put(target, v + how_much * (amount - v));
            break;
        case Operation::scale:
            put(target, v + how_much * (v * amount - v));
            break;
        case Operation::add:
            put(target, v + how_much * ((v + amount) - v));
            break;
        case Operation::move: {
            const double moved = how_much * std::min(amount, v);
            const Number to = change.move_to[i];
            put(to, numbers[static_cast<std::size_t>(to.index)] + moved);
            put(target, v - moved);
            break;
        }
        case Operation::structural:
            numbers[static_cast<std::size_t>(target.index)] = change.structural_value;
            break;
        }
    }
}

void apply(const Model& model, const Change& change, double how_much, std::vector<double>& numbers)
{
    apply(change, how_much, numbers, [&](Number n, double wanted) {
        auto& held = numbers[static_cast<std::size_t>(n.index)];
        held = kept(model, n, held, wanted);
    });
}

/// Carries out the changes of policies, in order, each by its policy's strength times how_much(change, policy).
template <class HowMuch>
void carry_out(const Model& model, const std::vector<int>& policies, std::vector<double>& numbers, HowMuch&& how_much)
{
    for (const int p : policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        const double whole = value_or(numbers, policy.strength, 1.0);
        for (const auto& change : policy.changes) {
            if (const double part = whole * how_much(change, policy); part > 0.0) {
                apply(model, change, part, numbers);
            }
        }
    }
}

/// Whether a change is of how much of other policies is carried out.
bool turns_dial(const Model& model, const Change& change)
{
    return std::ranges::any_of(change.targets, [&](Number n) { return model.numbers.info(n).kind == Kind::dial; });
}

/// The service that answers for `id`: itself, or the last of a chain of mergers. -1: closed, as are mergers in a
/// circle.
ServiceId answering(const Model& model, const Tables& shared, ServiceId id)
{
    for (std::size_t mergers = 0; mergers <= model.services.size(); ++mergers) {
        const auto& service = model.services[static_cast<std::size_t>(id)];
        const int redirect = static_cast<int>(shared.number(service.redirect, -1.0));
        if (redirect < 0) {
            return is_open(shared, service) ? id : -1;
        }
        id = redirect;
    }
    return -1;
}

/// By service: which answers for it.
std::vector<ServiceId> answering(const Model& model, const Tables& shared)
{
    std::vector<ServiceId> result;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        result.push_back(answering(model, shared, static_cast<ServiceId>(s)));
    }
    return result;
}

/// Which hazards and norms of a version differ from the tables before it.
void note_changes(const Model& model, const std::vector<Tables>& before, ScenarioRules::Version& version)
{
    const auto differs = [&](const auto& same) {
        for (std::size_t c = 0; c < version.by_reach.size(); ++c) {
            if (!same(version.by_reach[c], before[c])) {
                return true;
            }
        }
        return false;
    };
    for (std::size_t h = 0; h < model.hazards.size(); ++h) {
        const auto id = static_cast<HazardId>(h);
        if (differs([&](const Tables& now, const Tables& then) { return now.same_hazard(id, then); })) {
            version.changed.push_back(id);
        }
    }
    // An edge becomes usable or unusable when it opens or closes, and when another service answers for its target: the
    // target's own merger or closure, or that of a service it was merged into.
    const auto answered_before = answering(model, before[0]);
    for (const EdgeId id : model.doors) {
        const auto& edge = model.edges[static_cast<std::size_t>(id)];
        const auto to = static_cast<std::size_t>(edge.to);
        if (version.answering[to] != answered_before[to] || differs([&](const Tables& now, const Tables& then) {
                return now.number(edge.open, 1.0) == then.number(edge.open, 1.0);
            })) {
            version.changed.push_back(edge.rate);
        }
    }
    for (const auto& stock : model.stocks) {
        for (int d = 0; d < 5; ++d) {
            version.norms_changed = version.norms_changed || differs([&](const Tables& now, const Tables& then) {
                                        return stock_norm(stock, now, d) == stock_norm(stock, then, d);
                                    });
        }
    }
}

} // namespace

std::optional<Cut> carry_out_fully(const Model& model, const Change& change, double strength,
                                   std::vector<double>& numbers)
{
    std::optional<Cut> cut;
    apply(change, strength, numbers, [&](Number n, double wanted) {
        auto& held = numbers[static_cast<std::size_t>(n.index)];
        held = kept(model, n, held, wanted);
        if (!cut && std::fabs(held - wanted) > 1e-9 * std::max(1.0, std::fabs(wanted))) {
            cut = Cut{n, wanted, held};
        }
    });
    return cut;
}

std::vector<double> with_strengths_applied(const Model& model, std::vector<double> numbers,
                                           const std::vector<int>& policies)
{
    carry_out(model, policies, numbers,
              [&](const Change& change, const Policy&) { return turns_dial(model, change) ? 1.0 : 0.0; });
    return numbers;
}

std::vector<double> numbers_in(const Model& model, const std::vector<double>& baseline,
                               const std::vector<int>& policies, Week now, const Holding& holding)
{
    const auto pulled = [&](int trigger) {
        return trigger < 0 || (!holding.pulled.empty() && holding.pulled[static_cast<std::size_t>(trigger)]);
    };
    auto numbers = baseline;
    for (const bool dials : {true, false}) {
        carry_out(model, policies, numbers, [&](const Change& change, const Policy& policy) {
            const bool holds = turns_dial(model, change) == dials &&
                               holding.reached[static_cast<std::size_t>(change.reach)] && pulled(change.trigger);
            return holds ? strength(change, now + (policy.standing ? holding.warm_up_weeks : 0)) : 0.0;
        });
    }
    return numbers;
}

namespace {

/// Weeks since the branch in which the strength of a change is another than in the week before.
void add_breaks(const Change& change, Week ahead, Week horizon, std::set<Week>& breaks)
{
    for (Week week = 1; week < horizon; ++week) {
        if (strength(change, week + ahead) != strength(change, week - 1 + ahead)) {
            breaks.insert(week);
        }
    }
}

bool add(std::vector<int>& list, int one)
{
    const bool is_new = std::ranges::find(list, one) == list.end();
    if (is_new) {
        list.push_back(one);
    }
    return is_new;
}

std::vector<bool> chosen(std::size_t of, const std::vector<int>& which, std::size_t combination)
{
    std::vector<bool> result(of, false);
    for (std::size_t bit = 0; bit < which.size(); ++bit) {
        result[static_cast<std::size_t>(which[bit])] = (combination >> bit & 1U) != 0;
    }
    return result;
}

} // namespace

std::vector<int> standing_policies(const Model& model)
{
    std::vector<int> standing;
    for (std::size_t p = 0; p < model.policies.size(); ++p) {
        if (model.policies[p].standing) {
            standing.push_back(static_cast<int>(p));
        }
    }
    return standing;
}

ScenarioRules::ScenarioRules(const Model& model, const Baseline& baseline, const std::vector<int>& policies,
                             Week horizon)
{
    build(model, baseline, policies, horizon, model.warm_up_weeks);
}

ScenarioRules ScenarioRules::of_warm_up(const Model& model, const Baseline& baseline, Week horizon)
{
    const auto standing = standing_policies(model);
    ScenarioRules rules;
    rules.build(model, baseline, standing, standing.empty() ? 1 : std::max<Week>(horizon, 1), 0);
    return rules;
}

void ScenarioRules::build(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon,
                          Week warm_up_weeks)
{
    policies_ = policies;
    std::set<Week> breaks{0};
    bool any_stands = false;
    for (const int p : policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        any_stands = any_stands || policy.standing;
        for (const auto& change : policy.changes) {
            add_breaks(change, policy.standing ? warm_up_weeks : 0, horizon, breaks);
            if (!model.reaches[static_cast<std::size_t>(change.reach)].everyone()) {
                add(reaches_, change.reach);
            }
            if (change.trigger >= 0) {
                add(triggers_, change.trigger);
            }
        }
    }
    std::ranges::sort(reaches_);
    std::ranges::sort(triggers_);
    MEAM_EXPECTS(reaches_.size() <= most_reaches && triggers_.size() <= most_triggers); // the loader refuses more

    const Tables untouched(model.hazards, model.chances, baseline.solved, model.covariates,
                           baseline.population.frailty(), baseline.numbers);
    std::vector<std::shared_ptr<const Shifts>> kinds; // few: policies seldom change how a hazard depends on anything
    for (std::size_t pulled = 0; pulled < (std::size_t{1} << triggers_.size()); ++pulled) {
        auto& versions = versions_.emplace_back();
        for (const Week from : breaks) {
            Version version;
            version.from = from;
            for (std::size_t combination = 0; combination < (std::size_t{1} << reaches_.size()); ++combination) {
                Holding holding{chosen(model.reaches.size(), reaches_, combination),
                                chosen(model.triggers.size(), triggers_, pulled), warm_up_weeks};
                for (std::size_t i = 0; i < model.reaches.size(); ++i) {
                    holding.reached[i] = holding.reached[i] || model.reaches[i].everyone();
                }
                version.by_reach.emplace_back(model.hazards, model.chances, baseline.solved, model.covariates,
                                              baseline.population.frailty(),
                                              numbers_in(model, baseline.numbers, policies, from, holding));
            }
            for (const auto& tables : version.by_reach) {
                auto shifts = std::make_shared<const Shifts>(model, tables);
                const auto known =
                    std::find_if(kinds.begin(), kinds.end(), [&](const auto& other) { return *other == *shifts; });
                version.shifts.push_back(known == kinds.end() ? kinds.emplace_back(std::move(shifts)) : *known);
            }
            version.answering = answering(model, version.by_reach[0]);
            note_changes(model,
                         versions.empty() ? std::vector<Tables>(version.by_reach.size(), untouched)
                                          : versions.back().by_reach,
                         version);
            version.all_may_differ = versions.empty() && any_stands; // what held before was not the files alone
            versions.push_back(std::move(version));
        }
    }
}

const ScenarioRules::Version& ScenarioRules::at(Week now, unsigned pulled) const
{
    const auto& versions = versions_[pulled];
    auto it =
        std::upper_bound(versions.begin(), versions.end(), now, [](Week w, const Version& v) { return w < v.from; });
    return *std::prev(it);
}

} // namespace meam
