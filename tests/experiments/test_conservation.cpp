// Every shipped experiment loads and simulates three weeks that conserve residents and queues, and costs are those of
// what happened.

#include "models/processes/help_seeking.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace meam;
using namespace meam::tests;

namespace {

std::int64_t pence(double pounds)
{
    return static_cast<std::int64_t>(std::floor(pounds * 100.0 + 0.5));
}

/// What a week has cost, by agency then kind, from its events and the numbers in force, by another road than the
/// model's.
std::vector<std::int64_t> costs_from_events(const World& world, const TallyLayout& layout,
                                            const std::vector<double>& numbers)
{
    const auto& model = world.model();
    const auto& row = world.row();
    std::vector<std::int64_t> costs(model.agencies.size() * 2, 0);
    const auto agency = [&](const std::string& name) {
        const auto it = std::find(model.agencies.begin(), model.agencies.end(), name);
        return static_cast<std::size_t>(it - model.agencies.begin()) * 2;
    };
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        if (service.placebo()) {
            continue;
        }
        REQUIRE(service.payers.size() == 1);
        auto& cost = costs[static_cast<std::size_t>(service.payers.front().first) * 2];
        if (value_or(numbers, service.open, 1.0) > 0.5) {
            cost += pence(value_or(numbers, service.worker_cost, 0.0) * value_or(numbers, service.workers, 0.0) * 7.0 /
                          365.25);
        }
        const auto id = static_cast<ServiceId>(s);
        cost += row[layout.caseload_cell(id, 2)] * pence(value_or(numbers, service.case_cost, 0.0) * 7.0 / 365.25);
        cost += row[layout.desk_cell(id, Event::unblocked)] * pence(value_or(numbers, service.unblock_cost, 0.0));
        cost += row[layout.desk_cell(id, Event::admitted)] * pence(value_or(numbers, service.event_cost, 0.0));
    }
    for (std::size_t c = 0; c < model.crises.size(); ++c) {
        const auto& crisis = model.crises[c];
        const int kind = static_cast<int>(c);
        std::int64_t happened = 0, acted_on = 0; // of the two sexes: everybody, once
        for (const int sex : {strata::sex, strata::sex + 1}) {
            happened += row[layout.crisis_cell(sex, kind, 0)];
            acted_on += row[layout.crisis_cell(sex, kind, 3)];
        }
        costs[agency(crisis.agency)] += acted_on * pence(value_or(numbers, crisis.service_cost, 0.0));
        costs[agency(crisis.agency) + 1] += happened * pence(value_or(numbers, crisis.harm_cost, 0.0));
    }
    for (std::size_t c = 0; c < model.channels.size(); ++c) {
        const auto& channel = model.channels[c];
        std::int64_t contacts = 0; // whatever they were for
        for (std::size_t p = 0; p < model.purposes.size(); ++p) {
            for (int outcome = 0; outcome < 4; ++outcome) {
                contacts += row[layout.purpose_cell(static_cast<int>(p), static_cast<int>(c), outcome)];
            }
        }
        if (channel.crisis < 0 && !channel.agency.empty()) { // else a crisis has cost it
            costs[agency(channel.agency)] += contacts * pence(value_or(numbers, channel.cost, 0.0));
        }
    }
    return costs;
}

/// Simulates `weeks` weeks after as many of warm-up, each scenario in turn, and checks every one of them.
void check_conservation(const Experiment& experiment, Week weeks)
{
    const auto& model = experiment.model;
    const TallyLayout layout(model);
    const DesignPoint point(experiment, 0);
    const Setting setting{
        &model,           &layout, &point.baseline, {mixed_seed(experiment.seed, model.place.name), 0}, 2 * weeks,
        Stepping::events, false};
    World warm(setting, point.before);
    const auto numbers_under = [&](const std::vector<int>& policies, Week week) {
        std::vector<bool> reached(model.reaches.size(), false);
        reached[0] = true; // what costs are made of belongs to services: no change of it has a reach
        return numbers_in(model, point.baseline.numbers, policies, week, {reached});
    };
    for (Week w = 0; w < weeks; ++w) {
        warm.week();
        CHECK(warm.audit() == std::vector<std::string>{});
        CHECK(warm.costs() == costs_from_events(warm, layout, numbers_under(standing_policies(model), w)));
    }
    for (std::size_t s = 0; s < model.scenarios.size(); ++s) {
        World world = warm;
        world.branch(point.scenarios[s]);
        for (Week w = 0; w < weeks; ++w) {
            INFO(experiment.name << ", " << model.scenarios[s].name << ", week " << w);
            world.week();
            CHECK(world.audit() == std::vector<std::string>{});
            CHECK(world.costs() == costs_from_events(world, layout, numbers_under(model.scenarios[s].policies, w)));
        }
    }
}

} // namespace

TEST_CASE("every shipped experiment loads and keeps all invariants for three weeks", "[experiments][slow]")
{
    const auto names = shipped_names();
    REQUIRE(names.size() >= 4);
    for (const auto& name : names) {
        INFO(name);
        check_conservation(shipped(name), 3);
    }
}

TEST_CASE("the quickstart keeps all invariants for three weeks", "[experiments]")
{
    check_conservation(shipped("quickstart"), 3);
}

TEST_CASE("the town keeps all invariants for sixty weeks, and costs are those of its events", "[experiments]")
{
    check_conservation(town(), 60);
}
