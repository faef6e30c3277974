#include "models/checks/scenario_checks.hpp"

#include "models/network/pattern.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace meam {
namespace {

const std::string& path_of(const Model& model, Number number)
{
    return model.numbers.info(number).stated.path;
}

bool staff(const Model& model, Number number)
{
    return model.numbers.info(number).kind == Kind::staff;
}

/// Workers in the order of the scenario's changes, each at full strength.
void judge_staff(const Model& model, const Scenario& scenario, std::vector<Finding>& findings)
{
    auto numbers = with_strengths_applied(model, model.numbers.values(), scenario.policies);
    std::set<int> moved_to;
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        const double strength = value_or(numbers, policy.strength, 1.0);
        for (const auto& change : policy.changes) {
            for (std::size_t i = 0; i < change.targets.size(); ++i) {
                const Number target = change.targets[i];
                if (!staff(model, target) || strength <= 0.0) {
                    continue;
                }
                auto& workers = numbers[static_cast<std::size_t>(target.index)];
                const double amount = amount_of(model, change);
                switch (change.operation) {
                case Operation::move: {
                    if (amount > workers + 1e-9) {
                        findings.push_back(
                            {"E317", change.spot,
                             fmt::format("in `{}`, `{}` moves {:g} workers from `{}`, where there are {:g}",
                                         scenario.name, policy.name, amount, path_of(model, target), workers),
                             "at most as many as there are", true});
                    }
                    const double moved = strength * std::min(amount, workers);
                    workers -= moved;
                    numbers[static_cast<std::size_t>(change.move_to[i].index)] += moved;
                    moved_to.insert(change.move_to[i].index);
                    break;
                }
                case Operation::set:
                    if (moved_to.contains(target.index)) {
                        findings.push_back(
                            {"E317", change.spot,
                             fmt::format(
                                 "in `{}`, `{}` sets `{}` after workers were moved there: the moved workers are lost",
                                 scenario.name, policy.name, path_of(model, target)),
                             "`add` the new ones instead", true});
                    }
                    workers += strength * (amount - workers);
                    break;
                case Operation::scale:
                    workers *= 1.0 + strength * (amount - 1.0);
                    break;
                case Operation::add:
                    workers = std::max(0.0, workers + strength * amount);
                    break;
                case Operation::structural:
                    break;
                }
            }
        }
    }
}

/// Why no resident of the place can ever meet a condition, in words; "" where one may.
std::string never_met_because(const Model& model, const Baseline& baseline, const Reach& reach)
{
    const auto& profiles = baseline.population.profiles();
    const auto fixed = [&](int covariate) { return model.covariates[static_cast<std::size_t>(covariate)].fixed; };
    const bool found = std::any_of(profiles.begin(), profiles.end(), [&](const Population::Profile& p) {
        return p.share > 0.0 && std::all_of(reach.levels.begin(), reach.levels.end(), [&](const auto& a) {
                   return !fixed(a.first) || a.second[static_cast<std::size_t>(level_of(model, p, a.first))];
               });
    });
    if (!found) {
        return "no resident of the place is of that kind";
    }
    if (!graph::possible(model, reach.needs)) {
        return "no resident can have these needs at the same time";
    }
    return "";
}

/// Why a reach is empty in a scenario, in words; "" if some resident may be in it.
std::string nobody_because(const Model& model, const Baseline& baseline, const graph::FullStrength& rules,
                           const Reach& reach)
{
    if (auto why = never_met_because(model, baseline, reach); !why.empty()) {
        return why;
    }
    if (reach.enrolled >= 0 && rules.answering()[static_cast<std::size_t>(reach.enrolled)] < 0) {
        return "`" + model.services[static_cast<std::size_t>(reach.enrolled)].name + "` stays closed";
    }
    return "";
}

void judge_reaches(const Model& model, const Baseline& baseline, const Scenario& scenario,
                   std::vector<Finding>& findings)
{
    const graph::FullStrength rules(model, baseline, scenario.policies);
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        for (const auto& change : policy.changes) {
            const auto& reach = model.reaches[static_cast<std::size_t>(change.reach)];
            if (reach.everyone()) {
                continue;
            }
            if (const auto why = nobody_because(model, baseline, rules, reach); !why.empty()) {
                findings.push_back(
                    {"E318", change.spot,
                     fmt::format("in `{}`, a change of `{}` reaches no resident: {}", scenario.name, policy.name, why),
                     "a `whom` that selects existing residents, or no `whom`", true});
            }
        }
    }
}

/// Hazards of something that happens; others are weights of channels.
std::set<HazardId> hazards_of_events(const Model& model)
{
    std::set<HazardId> all;
    for (const auto& process : model.processes) {
        for (const HazardId hazard : hazards_of(model, process)) {
            all.insert(hazard);
        }
    }
    for (const auto& service : model.services) {
        all.insert({service.completion, service.drop_out, service.abandonment, service.missed, service.turnover});
    }
    all.erase(-1);
    return all;
}

const input::Spot& spot_of(const Model& model, const HazardSpec& spec)
{
    static const input::Spot nowhere;
    if (spec.rate.set()) {
        return model.numbers.info(spec.rate).stated.spot;
    }
    for (const auto& need : spec.by_need) {
        if (need.rate.back().set()) {
            return model.numbers.info(need.rate.back()).stated.spot;
        }
    }
    return nowhere;
}

void judge_hazards(const Model& model, const Baseline& baseline, const Scenario& scenario, std::set<HazardId>& known,
                   std::vector<Finding>& findings)
{
    const graph::FullStrength rules(model, baseline, scenario.policies);
    for (const HazardId hazard : hazards_of_events(model)) {
        const double high = std::max(rules.shared().highest_per_week(hazard), rules.reached().highest_per_week(hazard));
        constexpr double roundings = 1.0 + 1e-9;
        if (high <= highest_hazard * roundings || !known.insert(hazard).second) {
            continue;
        }
        const auto& spec = model.hazards[static_cast<std::size_t>(hazard)];
        findings.push_back(
            {"E325", spot_of(model, spec),
             fmt::format("in `{}`, `{}` may reach {:.4g} events a week; above {:g} a week it is limited "
                         "to {:g}",
                         scenario.name, spec.path, high, highest_hazard, highest_hazard),
             "a smaller rate, smaller ratios, or `most`; no change, if the event is meant to follow at once"});
    }
}

bool at_one_time(const Change& a, const Change& b)
{
    const auto over = [](const Change& change, Week week) {
        return change.end > 0 && change.repeats == 0 && week >= change.end;
    };
    return !over(a, b.start) && !over(b, a.start);
}

bool undoes(const Model& model, const Change& later, const Change& earlier)
{
    if (later.operation != Operation::set && later.operation != Operation::structural) {
        return false;
    }
    const bool same = earlier.operation == later.operation && amount_of(model, earlier) == amount_of(model, later);
    const bool meet = earlier.reach == later.reach || earlier.reach == 0 || later.reach == 0;
    return !same && meet && at_one_time(earlier, later);
}

void judge_fights(const Model& model, const Scenario& scenario, std::vector<Finding>& findings)
{
    struct Done {
        int policy;
        const Change* change;
    };
    std::map<int, std::vector<Done>> by_number;
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        for (const auto& change : policy.changes) {
            for (const Number target : change.targets) {
                auto& before = by_number[target.index];
                const auto it = std::find_if(before.begin(), before.end(), [&](const Done& done) {
                    return done.policy != p && undoes(model, change, *done.change);
                });
                if (it != before.end()) {
                    findings.push_back(
                        {"E319", change.spot,
                         fmt::format("in `{}`, `{}` undoes what `{}` does to `{}`", scenario.name, policy.name,
                                     model.policies[static_cast<std::size_t>(it->policy)].name, path_of(model, target)),
                         "one of the two; or both in one policy, in the intended order", true});
                }
                before.push_back({p, &change});
            }
        }
    }
}

/// Whether nothing of a policy is carried out in a scenario, which is how effects are tested to be none.
bool is_at_zero(const Model& model, const Scenario& scenario, const Policy& policy)
{
    const auto numbers = with_strengths_applied(model, model.numbers.values(), scenario.policies);
    return value_or(numbers, policy.strength, 1.0) <= 0.0;
}

/// Changes that begin after the experiment has ended.
void judge_dates(const Model& model, const Scenario& scenario, Week horizon, std::vector<Finding>& findings)
{
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        if (is_at_zero(model, scenario, policy)) {
            continue;
        }
        const Week ends = horizon + (policy.standing ? model.warm_up_weeks : 0);
        for (const auto& change : policy.changes) {
            if (change.start >= ends) {
                findings.push_back({"E252", change.spot,
                                    fmt::format("a change of `{}` begins in week {}, and the last week is {}: it never "
                                                "holds",
                                                policy.name, change.start, ends - 1),
                                    "an earlier `start`, or a longer `horizon`", false});
            }
        }
    }
}

/// What keeps an opened edge shut: a service at one of its ends; -1: nothing.
ServiceId shut_end(const Model& model, const graph::FullStrength& rules, Number opened)
{
    for (const auto& edge : model.edges) {
        for (const ServiceId end : {edge.to, edge.from}) {
            if (edge.open.index == opened.index && end >= 0 && rules.answering()[static_cast<std::size_t>(end)] < 0) {
                return end;
            }
        }
    }
    return -1;
}

void judge_doors(const Model& model, const Baseline& baseline, const Scenario& scenario, std::vector<Finding>& findings)
{
    const graph::FullStrength rules(model, baseline, scenario.policies);
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        if (is_at_zero(model, scenario, policy)) {
            continue;
        }
        for (const auto& change : policy.changes) {
            for (const Number target : change.targets) {
                const bool opens = (change.operation == Operation::structural || change.operation == Operation::set) &&
                                   is_on(amount_of(model, change));
                const ServiceId shut = opens ? shut_end(model, rules, target) : -1;
                if (shut >= 0) {
                    findings.push_back(
                        {"E256", change.spot,
                         fmt::format("in `{}`, `{}` opens `{}`, and `{}` stays closed: no resident is referred",
                                     scenario.name, policy.name, path_of(model, target),
                                     model.services[static_cast<std::size_t>(shut)].name),
                         "a policy that opens the service too", false});
                }
            }
        }
    }
}

/// Results of changes that a limit of the number cuts, or that become whole: at full strength, in the order of the
/// scenario. Each change is reported once.
void judge_limits(const Model& model, const Scenario& scenario, std::vector<Finding>& findings)
{
    auto numbers = with_strengths_applied(model, model.numbers.values(), scenario.policies);
    for (const int p : scenario.policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        const double strength = value_or(numbers, policy.strength, 1.0);
        for (const auto& change : policy.changes) {
            if (const auto cut = carry_out_fully(model, change, strength, numbers); cut && strength > 0.0) {
                findings.push_back(
                    {"E257", change.spot,
                     fmt::format("in `{}`, `{}` makes `{}` {:.4g}, and {:.4g} is used: {}", scenario.name, policy.name,
                                 path_of(model, cut->target), cut->wanted, cut->used,
                                 model.numbers.info(cut->target).whole ? "it is a whole number" : "that is its limit"),
                     "an amount that stays within the limits of the number", false});
            }
        }
    }
}

} // namespace

std::vector<Finding> judge_scenarios(const Model& model, const Baseline& baseline, Week horizon)
{
    std::vector<Finding> findings;
    std::set<HazardId> cut; // each is reported once
    for (const auto& scenario : model.scenarios) {
        judge_hazards(model, baseline, scenario, cut, findings);
        judge_staff(model, scenario, findings);
        judge_reaches(model, baseline, scenario, findings);
        judge_fights(model, scenario, findings);
        judge_dates(model, scenario, horizon, findings);
        judge_doors(model, baseline, scenario, findings);
        judge_limits(model, scenario, findings);
    }
    return findings;
}

std::vector<Finding> judge_conditions(const Model& model, const Baseline& baseline)
{
    std::vector<Finding> findings;
    const auto judge = [&](const std::string& of, const input::Spot& spot, const Reach& whom) {
        if (const auto why = never_met_because(model, baseline, whom); !why.empty()) {
            findings.push_back({"E318", spot, fmt::format("`whom` of {} selects no resident: {}", of, why),
                                "a `whom` that selects existing residents, or no `whom`"});
        }
    };
    const auto judge_what_follows = [&](const std::string& of, const Consequence& what) {
        if (what.chance >= 0) {
            const auto chance = model.chances[static_cast<std::size_t>(what.chance)].chance;
            judge(of, model.numbers.info(chance).stated.spot, what.whom);
        }
    };
    for (const auto& service : model.services) {
        const auto name = "`service." + service.name;
        if (service.whom) {
            judge(name + "`", service.spot, *service.whom);
        }
        if (service.outreach) {
            judge(name + ".outreach`", service.spot, service.outreach->whom);
        }
        for (const auto& band : service.first) {
            judge(name + ".first`", service.spot, band);
        }
    }
    for (const auto& edge : model.edges) {
        if (edge.whom) {
            judge("`edge." + edge.name + "`", edge.spot, *edge.whom);
        }
    }
    for (const auto& crisis : model.crises) {
        for (const auto& what : crisis.consequences) {
            judge_what_follows("`crisis." + crisis.name + ".then." + what.name + "`", what);
        }
    }
    for (const auto& sequel : model.sequels) {
        judge_what_follows("`then." + sequel.what.name + "`", sequel.what);
    }
    for (const auto& counted : model.counted) {
        judge("`measure." + counted.name + "`", {}, counted.whom);
        if (counted.among) {
            judge("`measure." + counted.name + "`", {}, *counted.among);
        }
    }
    return findings;
}

} // namespace meam
