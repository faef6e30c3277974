#include "models/policies/scenario_rules.hpp"

#include "models/services/asking.hpp"
#include "sim/contracts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace meam {

Baseline::Baseline(const Model& model, std::vector<double> values)
    : numbers(std::move(values)), population(model, numbers), solved(solve_marginals(model, population, numbers))
{}

double strength(const Change& change, Week now)
{
    if (now < change.start || (change.end > 0 && now >= change.end)) {
        return 0.0;
    }
    if (change.ramp <= 0 || now - change.start + 1 >= change.ramp) {
        return 1.0;
    }
    return static_cast<double>(now - change.start + 1) / static_cast<double>(change.ramp);
}

namespace {

void put(const Model& model, std::vector<double>& numbers, Number n, double value)
{
    auto& held = numbers[static_cast<std::size_t>(n.index)];
    if (value == held) {
        return; // a change that changes nothing is not even rounded
    }
    const auto& info = model.numbers.info(n);
    value = std::clamp(value, info.low, info.high);
    held = info.whole ? std::floor(value) : value;
}

void apply(const Model& model, const Change& change, double how_much, std::vector<double>& numbers)
{
    const double amount = value_or(numbers, change.amount, 0.0);
    for (std::size_t i = 0; i < change.targets.size(); ++i) {
        const Number target = change.targets[i];
        const double v = numbers[static_cast<std::size_t>(target.index)];
        switch (change.operation) {
        case Operation::set:
            put(model, numbers, target, v + how_much * (amount - v));
            break;
        case Operation::scale:
            put(model, numbers, target, v + how_much * (v * amount - v));
            break;
        case Operation::add:
            put(model, numbers, target, v + how_much * ((v + amount) - v));
            break;
        case Operation::move: {
            const double moved = how_much * std::min(amount, v);
            const Number to = change.move_to[i];
            put(model, numbers, to, numbers[static_cast<std::size_t>(to.index)] + moved);
            put(model, numbers, target, v - moved);
            break;
        }
        case Operation::structural:
            numbers[static_cast<std::size_t>(target.index)] = change.structural_value;
            break;
        }
    }
}

/// Carries out the changes of policies, in order, each by its policy's strength times how_much(change).
template <class HowMuch>
void carry_out(const Model& model, const std::vector<int>& policies, std::vector<double>& numbers, HowMuch&& how_much)
{
    for (const int p : policies) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        const double whole = value_or(numbers, policy.strength, 1.0);
        for (const auto& change : policy.changes) {
            if (const double part = whole * how_much(change); part > 0.0) {
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

ServiceId answering(const Model& model, const Tables& shared, ServiceId id)
{
    const auto& service = model.services[static_cast<std::size_t>(id)];
    if (const int redirect = static_cast<int>(shared.number(service.redirect, -1.0)); redirect >= 0) {
        return is_open(shared, model.services[static_cast<std::size_t>(redirect)]) ? redirect : -1;
    }
    return is_open(shared, service) ? id : -1;
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
    for (const EdgeId id : model.doors) { // a door that opens or closes is a process that appears or goes
        const auto& edge = model.edges[static_cast<std::size_t>(id)];
        const auto& to = model.services[static_cast<std::size_t>(edge.to)];
        const auto stands = [&](const Tables& tables) {
            return std::array{tables.number(edge.open, 1.0), tables.number(to.open, 1.0),
                              tables.number(to.redirect, -1.0)};
        };
        if (differs([&](const Tables& now, const Tables& then) { return stands(now) == stands(then); })) {
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

std::vector<double> with_dials_turned(const Model& model, std::vector<double> numbers, const std::vector<int>& policies)
{
    carry_out(model, policies, numbers, [&](const Change& change) { return turns_dial(model, change) ? 1.0 : 0.0; });
    return numbers;
}

std::vector<double> numbers_in(const Model& model, const std::vector<double>& baseline,
                               const std::vector<int>& policies, Week now, const std::vector<bool>& reached)
{
    auto numbers = baseline;
    for (const bool dials : {true, false}) {
        carry_out(model, policies, numbers, [&](const Change& change) {
            const bool holds = turns_dial(model, change) == dials && reached[static_cast<std::size_t>(change.reach)];
            return holds ? strength(change, now) : 0.0;
        });
    }
    return numbers;
}

ScenarioRules::ScenarioRules(const Model& model, const Baseline& baseline, const std::vector<int>& policies,
                             Week horizon)
{
    std::set<Week> breaks{0};
    std::set<int> used;
    for (const int p : policies) {
        for (const auto& change : model.policies[static_cast<std::size_t>(p)].changes) {
            for (Week w = change.start; w < std::min(horizon, change.start + std::max<Week>(change.ramp, 1)); ++w) {
                breaks.insert(w);
            }
            if (change.end > 0 && change.end < horizon) {
                breaks.insert(change.end);
            }
            if (!model.reaches[static_cast<std::size_t>(change.reach)].everyone()) {
                used.insert(change.reach);
            }
        }
    }
    reaches_.assign(used.begin(), used.end());
    MEAM_EXPECTS(reaches_.size() <= 6); // the loader refuses more

    std::vector<std::shared_ptr<const Shifts>> kinds; // few: policies seldom change how a hazard depends on anything
    for (const Week from : breaks) {
        Version version;
        version.from = from;
        for (std::size_t combination = 0; combination < (std::size_t{1} << reaches_.size()); ++combination) {
            std::vector<bool> reached(model.reaches.size(), false);
            reached[0] = true;
            for (std::size_t i = 0; i < model.reaches.size(); ++i) {
                reached[i] = model.reaches[i].everyone();
            }
            for (std::size_t bit = 0; bit < reaches_.size(); ++bit) {
                reached[static_cast<std::size_t>(reaches_[bit])] = (combination >> bit & 1U) != 0;
            }
            version.by_reach.emplace_back(model.hazards, model.chances, baseline.solved, model.covariates,
                                          baseline.population.frailty(),
                                          numbers_in(model, baseline.numbers, policies, from, reached));
        }
        for (const auto& tables : version.by_reach) {
            auto shifts = std::make_shared<const Shifts>(model, tables);
            const auto known =
                std::find_if(kinds.begin(), kinds.end(), [&](const auto& other) { return *other == *shifts; });
            version.shifts.push_back(known == kinds.end() ? kinds.emplace_back(std::move(shifts)) : *known);
        }
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            version.answering.push_back(answering(model, version.by_reach[0], static_cast<ServiceId>(s)));
        }
        if (versions_.empty()) {
            const Tables untouched(model.hazards, model.chances, baseline.solved, model.covariates,
                                   baseline.population.frailty(), baseline.numbers);
            note_changes(model, std::vector<Tables>(version.by_reach.size(), untouched), version);
        } else {
            note_changes(model, versions_.back().by_reach, version);
        }
        versions_.push_back(std::move(version));
    }
}

const ScenarioRules::Version& ScenarioRules::at(Week now) const
{
    auto it =
        std::upper_bound(versions_.begin(), versions_.end(), now, [](Week w, const Version& v) { return w < v.from; });
    return *std::prev(it);
}

} // namespace meam
