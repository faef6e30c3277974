// A scenario taken apart by channels, and put together again.

#include "experiments/attribution.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam;
using namespace meam::tests;

namespace {

int scenario_named(const Experiment& experiment, const std::string& name)
{
    const auto& all = experiment.model.scenarios;
    const auto at = std::ranges::find(all, name, &Scenario::name);
    REQUIRE(at != all.end());
    return static_cast<int>(at - all.begin());
}

/// The weeks of replicate 0 under some rules, from the end of the warm-up.
std::vector<results::Data> simulated(const Experiment& experiment, const DesignPoint& point, const ScenarioRules& rules)
{
    const TallyLayout tally(experiment.model);
    auto world = world_of(experiment, tally, point, 0, experiment.warm_up_at_least + experiment.horizon);
    while (world->now() < experiment.warm_up_at_least) {
        world->week();
    }
    auto data = live_scenario(experiment, tally, std::move(*world), rules);
    data.resize(tally.blocks().size()); // without waits, which may be no numbers
    return data;
}

AttributionOptions options_for(const Experiment& experiment, const std::string& scenario)
{
    AttributionOptions options;
    options.scenario = scenario_named(experiment, scenario);
    options.outcomes = {"crisis_demand", "deaths"};
    options.replicates = 2;
    options.pairs_of_orders = 1;
    return options;
}

} // namespace

TEST_CASE("without any channel a scenario is the baseline, with all it is itself", "[experiments][attribution]")
{
    const auto experiment = town();
    const DesignPoint point(experiment, 0);
    const int scenario = scenario_named(experiment, "integrated");
    const auto channels = channels_of(experiment, scenario);
    REQUIRE(channels.size() > 2);
    const auto all = (analysis::Coalition{1} << channels.size()) - 1;
    const auto baseline = simulated(experiment, point, point.scenarios[static_cast<std::size_t>(experiment.baseline)]);
    CHECK(simulated(experiment, point, rules_with(experiment, point, scenario, channels, 0)) == baseline);
    const auto whole = simulated(experiment, point, point.scenarios[static_cast<std::size_t>(scenario)]);
    CHECK(simulated(experiment, point, rules_with(experiment, point, scenario, channels, all)) == whole);
    CHECK(whole != baseline);
}

TEST_CASE("shares sum to the total in every replicate, and are the same on one thread and on three",
          "[experiments][attribution]")
{
    const auto experiment = town();
    auto options = options_for(experiment, "integrated");
    options.threads = 1;
    const auto attribution = attribute(experiment, options, {});
    REQUIRE(attribution.runs == analysis::Runs{2, 2});
    REQUIRE(attribution.outcomes.size() == 2);
    for (const auto& outcome : attribution.outcomes) {
        for (const auto& worth : outcome.worth) {
            analysis::Whole sum = 0;
            for (const auto part : analysis::numerators(attribution.design, worth)) {
                sum += part;
            }
            CHECK((sum == static_cast<analysis::Whole>(worth.back() - worth.front()) * attribution.design.denominator));
        }
    }
    options.threads = 3;
    const auto again = attribute(experiment, options, {});
    for (std::size_t o = 0; o < 2; ++o) {
        CHECK(again.outcomes[o].worth == attribution.outcomes[o].worth);
    }
}

TEST_CASE("a channel of changes without effect has an attribution share of exactly zero", "[experiments][attribution]")
{
    const auto experiment = town_of(town_text() + R"(
[policy.idle]
[[policy.idle.change]]
scale = "service.clinic.workers"
amount = 1
channel = "supply"
[policy.works]
[[policy.works.change]]
scale = "crisis.call.rate.rate"
amount = 0.5
channel = "lost"
[[policy.works.change]]
scale = "crisis.call.rate.by_need.illness"
amount = 0.5
channel = "delay"
[scenario.taken_apart]
policies = ["idle", "works"]
)");
    auto options = options_for(experiment, "taken_apart");
    options.outcomes = {"crisis_demand"};
    const auto attribution = attribute(experiment, options, {});
    REQUIRE(attribution.channels == std::vector<std::string>{"delay", "lost", "supply"});
    REQUIRE(attribution.design.exact());
    for (const auto& worth : attribution.outcomes[0].worth) {
        const auto parts = analysis::numerators(attribution.design, worth);
        CHECK((parts[2] == 0));
        CHECK((parts[0] < 0));
        CHECK((parts[1] < 0));
    }
}

TEST_CASE("a scenario without a change that the baseline has is reported", "[experiments][attribution]")
{
    auto experiment = town();
    experiment.baseline = scenario_named(experiment, "prevented");
    CHECK_FALSE(policies_lacking(experiment, scenario_named(experiment, "integrated")).empty());
    CHECK(policies_lacking(experiment, experiment.baseline).empty());
    CHECK(channels_of(experiment, experiment.baseline).empty());
}
