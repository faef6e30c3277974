// One resident's trajectory, simulated again from the experiment.

#include "experiments/trace/event_words.hpp"
#include "experiments/trace/trajectories.hpp"
#include "models/observation/log_kinds.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr Week town_warm_up = 20;

TracedResident both(const Experiment& experiment, ResidentId id)
{
    return traced_resident(experiment, town_warm_up, 0, id, {0, 1});
}

/// Scenario 0 as it is; in scenario 1 nobody calls from week 10 on.
Experiment town_without_calls()
{
    return with_scenarios(town_of(town_text() + R"(
[policy.quiet]
[[policy.quiet.change]]
scale = "crisis.call.rate.rate"
amount = 0
start = "week 10"
channel = "prevention"
[[policy.quiet.change]]
scale = "crisis.call.rate.by_need.addiction"
amount = 0
start = "week 10"
channel = "prevention"
[[policy.quiet.change]]
scale = "crisis.call.rate.by_need.illness"
amount = 0
start = "week 10"
channel = "prevention"
[scenario.quiet]
policies = ["quiet"]
)"),
                          {"as_is", "quiet"});
}

} // namespace

TEST_CASE("a traced resident's page leads from the first week to the outcome", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town(), {"as_is", "integrated"});
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, town_warm_up + experiment.horizon);
    while (world->now() < town_warm_up) {
        world->week();
    }
    world->branch(point.scenarios[1]);
    while (world->now() < town_warm_up + experiment.horizon) {
        world->week();
    }
    for (ResidentId id = 0; id < 300; id += 23) {
        INFO("resident " << id);
        const auto traced = both(experiment, id);
        auto severities = traced.portrait.severities, states = traced.portrait.states;
        bool gone = traced.portrait.gone;
        int held_by = traced.portrait.held_by;
        for (const auto& line : traced.trajectories[1].lines) {
            if (line.kind == log_kind::desk) {
                const auto event = static_cast<Event>(line.detail % 64);
                const bool ends = event == Event::completed || event == Event::dropped_out ||
                                  event == Event::discharged || event == Event::transferred ||
                                  event == Event::ended_by_custody;
                held_by += event == Event::admitted ? 1 : ends ? -1 : 0;
            }
            if (line.kind == log_kind::need) {
                severities[static_cast<std::size_t>(line.detail / 4)] = line.detail % 4;
            } else if (line.kind == log_kind::move) {
                states[static_cast<std::size_t>(line.detail / 256)] = line.detail % 256;
            }
            gone = gone || line.kind == log_kind::died || line.kind == log_kind::departed;
        }
        const auto& resident = world->state().residents[id];
        CHECK(gone == (resident.standing != Standing::present));
        const auto in_treatment = std::ranges::count(resident.engaged, Stage::in_treatment, &Engagement::stage);
        CHECK((gone || held_by == in_treatment));
        for (std::size_t n = 0; n < severities.size() && !gone; ++n) {
            CHECK(severities[n] == resident.covariates[static_cast<std::size_t>(experiment.model.needs[n].severity)]);
        }
        for (std::size_t c = 0; c < states.size() && !gone; ++c) {
            CHECK(states[c] ==
                  resident.covariates[static_cast<std::size_t>(experiment.model.circumstances[c].covariate)]);
        }
    }
}

TEST_CASE("a trajectory names the run by its digest", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=1"}), {"as_is", "integrated"});
    const auto digests = digests_of(run_of(experiment));
    const auto traced = both(experiment, 3);
    CHECK(traced.trajectories[0].digest == digests.at({"as_is", 0}));
    CHECK(traced.trajectories[1].digest == digests.at({"integrated", 0}));
}

TEST_CASE("under a policy without effect both trajectories are identical", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town(), {"as_is", "nothing"});
    for (const ResidentId id : {1U, 50U, 200U}) {
        const auto traced = both(experiment, id);
        CHECK(traced.trajectories[0].lines.size() == traced.trajectories[1].lines.size());
        CHECK(common_lines(traced.trajectories[0], traced.trajectories[1]) == traced.trajectories[0].lines.size());
    }
}

TEST_CASE("under a placebo hub trajectories differ only by enrolment", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town(), {"as_is", "watched"});
    const auto& services = experiment.model.services;
    int parted = 0;
    for (ResidentId id = 0; id < 300; id += 20) {
        const auto traced = both(experiment, id);
        auto watched = traced.trajectories[1];
        const auto erased = std::erase_if(watched.lines, [&](const LogLine& line) {
            return line.kind == log_kind::desk && services[static_cast<std::size_t>(line.detail / 64)].placebo();
        });
        parted += erased > 0 ? 1 : 0;
        CHECK(watched.lines.size() == traced.trajectories[0].lines.size());
        CHECK(common_lines(traced.trajectories[0], watched) == watched.lines.size());
    }
    CHECK(parted > 0);
}

TEST_CASE("trajectories differ from the week in which a policy begins", "[experiments][trace]")
{
    const auto experiment = town_without_calls();
    int parted = 0, by_the_call = 0;
    for (ResidentId id = 0; id < 300; id += 10) {
        const auto traced = both(experiment, id);
        const auto &is = traced.trajectories[0].lines, &quiet = traced.trajectories[1].lines;
        const auto common = common_lines(traced.trajectories[0], traced.trajectories[1]);
        if (common == is.size() && common == quiet.size()) {
            continue;
        }
        ++parted;
        REQUIRE(common < is.size());
        CHECK(is[common].week >= 10);
        const bool call = is[common].kind == log_kind::crisis &&
                          experiment.model.crises[static_cast<std::size_t>(is[common].detail / 4)].name == "call";
        by_the_call += call ? 1 : 0;
    }
    CHECK(parted > 5);
    CHECK(by_the_call >= parted / 2); // the others by a queue that somebody else has left
}

TEST_CASE("every line of a town's trajectories has words, and strips are as long as its weeks", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town(), {"as_is", "integrated"});
    for (ResidentId id = 0; id < 300; id += 15) {
        const auto traced = both(experiment, id);
        for (const auto& trajectory : traced.trajectories) {
            for (const auto& line : trajectory.lines) {
                const auto words = line_words(experiment.model, line);
                CHECK_FALSE(words.empty());
                CHECK(words.find('{') == std::string::npos);
            }
            const auto rows = strip(experiment.model, traced.portrait, trajectory, experiment.horizon);
            const auto row = rows.find("crises ");
            REQUIRE(row != std::string::npos);
            CHECK(rows.find('\n', row) - row == std::string("crises ").size() + 52);
        }
    }
}

TEST_CASE("nobody is shown as held by a service here while living elsewhere", "[experiments][trace]")
{
    const auto experiment = with_scenarios(town_of(town_text() + R"(
[circumstance.whereabouts]
states = ["here", "moved"]
default = "here"
elsewhere = ["moved"]
move.here.moved = { value = 1, unit = "1/year" }
move.moved.here = { value = 2, unit = "1/year" }
)"),
                                           {"as_is", "integrated"});
    int moved = 0, held_before = 0;
    for (ResidentId id = 0; id < 300; ++id) {
        const auto traced = both(experiment, id);
        const auto rows = strip(experiment.model, traced.portrait, traced.trajectories[0], experiment.horizon);
        const auto signs = [&](const std::string& name) {
            const auto row = rows.find(name + " ");
            REQUIRE(row != std::string::npos);
            return rows.substr(row + name.size() + 1, 52);
        };
        const auto where = signs("whereabouts"), held = signs("held by");
        for (std::size_t week = 1; week < where.size(); ++week) {
            if (where[week] == 'm') {
                REQUIRE(held[week] == '.');
                ++moved;
                held_before += where[week - 1] == 'h' && held[week - 1] != '.' ? 1 : 0;
            }
        }
    }
    CHECK(moved > 1000);
    CHECK(held_before >= 5);
}

TEST_CASE("tracing a resident who never arrives is refused with a message", "[experiments][trace]")
{
    CHECK_THROWS_AS(both(with_scenarios(town(), {"as_is", "integrated"}), 1000000), std::out_of_range);
}
