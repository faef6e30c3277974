#include "models/checks/start_checks.hpp"

#include "models/network/pattern.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/processes/admission.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/services/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace meam {
namespace {

constexpr double least_shortfall = 1e-6;

/// "12.5 %", rounded down, so that what is printed can be reached.
std::string percent(double share)
{
    return fmt::format("{:g} %", std::floor(share * 1e5) / 1e3);
}

void judge_needs(const Model& model, const Baseline& baseline, std::vector<Finding>& findings)
{
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto& need = model.needs[n];
        const auto id = static_cast<NeedId>(n);
        const std::string others = need.start_by < 0 ? "" : " outside the groups of `start_by`";
        if (const auto limit = baseline.population.start_limit(id);
            limit.declared > limit.reachable + least_shortfall) {
            findings.push_back(
                {"E260", need.spot,
                 fmt::format("`{}` is declared for {} of residents{} at the start, and only {} can have it: the ratios "
                             "of its onset are 0 for the rest",
                             need.name, percent(limit.declared), others, percent(limit.reachable)),
                 fmt::format("shares in [need.{0}.start] that sum to {1} or less, or ratios above 0 in "
                             "[need.{0}.onset.ratio]",
                             need.name, percent(limit.reachable)),
                 true});
        }
        if (const auto limit = baseline.population.ever_limit(id); limit.declared > limit.reachable + least_shortfall) {
            findings.push_back(
                {"E260", need.spot,
                 fmt::format("`{}` is declared for {} of residents before the start, and only {} can have had it: the "
                             "ratios of its onset are 0 for the rest",
                             need.name, percent(limit.declared), percent(limit.reachable)),
                 fmt::format("an `ever` of {1} or less in [need.{0}.start], or ratios above 0 in "
                             "[need.{0}.onset.ratio]",
                             need.name, percent(limit.reachable)),
                 true});
        }
    }
}

void judge_groups(const Model& model, const Baseline& baseline, std::vector<Finding>& findings)
{
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        for (std::size_t g = 0; g < circumstance.groups.size(); ++g) {
            const auto& group = circumstance.groups[g];
            const auto limit = baseline.population.group_limit(c, g);
            if (limit.declared > limit.reachable + least_shortfall) {
                findings.push_back(
                    {"E260", model.numbers.info(group.residents).stated.spot,
                     fmt::format("{:.0f} residents are declared as `{}` of `{}` at the start, and the place has about "
                                 "{:.0f} who may be in that state",
                                 limit.declared, circumstance.states[static_cast<std::size_t>(group.state)],
                                 circumstance.name, std::floor(limit.reachable)),
                     fmt::format("residents = {:.0f} or fewer, or a wider `whom`", std::floor(limit.reachable)), true});
            }
        }
    }
}

/// About how many residents each of some services would take when the place begins: no more than need it and are
/// eligible, with four standard errors of the estimate where not all are counted.
std::vector<double> residents_taken(const Model& model, const Baseline& baseline,
                                    const std::vector<const Service*>& services, Key key, int residents)
{
    const bool grouped =
        std::ranges::any_of(model.circumstances, [](const Circumstance& c) { return !c.groups.empty(); });
    if (services.empty() || grouped) { // groups are drawn among all residents, not among those counted
        return std::vector<double>(services.size(), model.place.residents);
    }
    const int counted = std::min(residents, model.place.residents);
    std::vector<double> taken(services.size(), 0.0);
    for (int id = 0; id < counted; ++id) { // each is drawn once, for all services
        const auto one = baseline.population.person(model, baseline.numbers, key, static_cast<ResidentId>(id), 0);
        for (std::size_t s = 0; s < services.size(); ++s) {
            taken[s] += in_need(model, *services[s], one) && eligible(model, *services[s], one) ? 1 : 0;
        }
    }
    for (auto& number : taken) {
        const double share = number / counted;
        const double error =
            counted < model.place.residents ? 4.0 * std::sqrt(std::max(share, 1.0 / counted) / counted) : 0.0;
        number = std::min(1.0, share + error) * model.place.residents;
    }
    return taken;
}

void judge_caseloads(const Model& model, const Baseline& baseline, Key key, int residents,
                     std::vector<Finding>& findings)
{
    const Tables tables(model.hazards, model.chances, baseline.solved, model.covariates, baseline.population.frailty(),
                        baseline.numbers);
    const graph::FullStrength standing(model, baseline, standing_policies(model));
    std::vector<const Service*> in_use;
    for (const auto& service : model.services) {
        if (is_open(tables, service) &&
            (tables.number(service.held_at_start, 0.0) > 0.0 || tables.number(service.waiting_at_start, 0.0) > 0.0)) {
            in_use.push_back(&service);
        }
    }
    const auto taken = residents_taken(model, baseline, in_use, key, residents);
    for (std::size_t s = 0; s < in_use.size(); ++s) {
        const auto& service = *in_use[s];
        const double held = tables.number(service.held_at_start, 0.0);
        const double waiting = tables.number(service.waiting_at_start, 0.0);
        const double room = std::max(capacity(service, tables), capacity(service, standing.shared()));
        if (held > room) {
            findings.push_back({"E260", model.numbers.info(service.held_at_start).stated.spot,
                                fmt::format("`{}` is declared to hold {:.0f} residents at the start, and has room for "
                                            "{:.0f}",
                                            service.name, held, room),
                                fmt::format("held = {:.0f} or fewer, or more workers or beds", room), true});
        } else if (const double able = std::floor(taken[s]); held + waiting > able) {
            findings.push_back(
                {"E260", model.numbers.info(held > 0.0 ? service.held_at_start : service.waiting_at_start).stated.spot,
                 fmt::format("{:.0f} residents are declared to be with `{}` at the start, and the place has about "
                             "{:.0f} whom it would admit",
                             held + waiting, service.name, able),
                 fmt::format("`held` and `waiting` that sum to {:.0f} or less; or no initial caseloads: without = "
                             "[\"service.*.at_start\"]",
                             able),
                 true});
        }
    }
}

void judge_rates(const Model& model, const Baseline& baseline, std::vector<Finding>& findings)
{
    for (std::size_t h = 0; h < model.hazards.size(); ++h) {
        const auto& spec = model.hazards[h];
        const double declared = value_or(baseline.numbers, spec.rate, 0.0);
        const double reachable = baseline.solved[h].reachable;
        if (spec.marginal && declared > reachable * (1.0 + least_shortfall)) {
            findings.push_back(
                {"E261", model.numbers.info(spec.rate).stated.spot,
                 fmt::format("`{}` is declared as {:g} a year in the population (`marginal = true`), and {:.4g} is the "
                             "highest possible: the rate of one resident is limited, or its ratios are 0 "
                             "for some",
                             spec.path, declared, reachable),
                 fmt::format("{:.4g} or less, a higher `most`, or ratios above 0", reachable), true});
        }
    }
}

} // namespace

std::vector<Finding> judge_start(const Model& model, const Baseline& baseline, Key key, int residents)
{
    std::vector<Finding> findings;
    judge_needs(model, baseline, findings);
    judge_groups(model, baseline, findings);
    judge_caseloads(model, baseline, key, residents, findings);
    judge_rates(model, baseline, findings);
    return findings;
}

} // namespace meam
