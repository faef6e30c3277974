// Children at home, and what becomes of that when services come to know of harm, where `families/children` tells of it.

#include "experiments/replicate.hpp"
#include "models/observation/log_kinds.hpp"
#include "tests/experiments/stories/chains.hpp"
#include "tests/experiments/stories/stories.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Everybody in one state, many of them abused.
Experiment all_in(const std::string& state, std::vector<std::string> more = {})
{
    std::vector<std::string> sets{
        "place.kirkholt.residents=20000", "place.kirkholt.arrivals={ value = 0, unit = \"1/year\" }",
        "warm_up={ exactly = \"0 weeks\" }", "horizon=\"60 weeks\"", "need.domestic_abuse.start.acute=0.8"};
    for (const auto* other : {"at_home", "early_help", "plan", "removed", "in_care"}) {
        sets.push_back("circumstance.children.start." + std::string(other) + (other == state ? "=1" : "=0"));
    }
    sets.insert(sets.end(), more.begin(), more.end());
    return shipped("kirkholt_children", sets);
}

/// The share of incidents of the first week that were told to anybody, and how many there were.
std::pair<double, int> told(const Experiment& experiment)
{
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, 60, Stepping::events);
    world->week();
    for (std::size_t c = 0; c < experiment.model.crises.size(); ++c) {
        if (experiment.model.crises[c].name == "domestic_abuse_incident") {
            const auto cell = [&](int count) {
                return world->row()[tally.crisis_cell(strata::all, static_cast<int>(c), count)];
            };
            return {static_cast<double>(cell(1)) / cell(0), cell(0)};
        }
    }
    return {0.0, 0};
}

} // namespace

TEST_CASE("what losing children does to telling: silence", "[experiments][stories][slow]")
{
    // 0.35 by the file where there are none; the odds times 0.8, 0.5, 0.3
    for (const auto& [state, ratio] :
         std::vector<std::pair<std::string, double>>{{"", 1.0}, {"at_home", 0.8}, {"plan", 0.5}, {"removed", 0.3}}) {
        const double odds = 0.35 / 0.65 * ratio, p = odds / (1.0 + odds);
        const auto [share, incidents] = told(all_in(state));
        INFO(state << ": " << share << " of " << incidents << ", expected " << p);
        REQUIRE(incidents > 2000);
        CHECK(std::fabs(share - p) < 4.0 * std::sqrt(p * (1.0 - p) / incidents));
    }
}

TEST_CASE("after a removal the first year weighs most, and lasts as long as its rate says",
          "[experiments][stories][slow]")
{
    const auto experiment =
        all_in("removed", {"circumstance.children.move.in_care.at_home.rate={ value = 0, unit = \"1/year\" }",
                           "circumstance.children.move.in_care.none.rate={ value = 0, unit = \"1/year\" }"});
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, 60, Stepping::events);
    while (world->now() < 52) {
        world->week();
    }
    const double still = std::exp(-52.0 * 7.0 / 365.25);
    expect_shares(*world, circumstance(experiment.model, "children"), {0, 0, 0, 0, still, 1.0 - still});
}

TEST_CASE("a story: abused, with children, and what is told", "[experiments][stories][slow]")
{
    const Storybook book("kirkholt_children", 104, 260);
    const auto& model = book.model();
    const auto children = static_cast<int>(&circumstance(model, "children") - model.circumstances.data());
    const auto stories = book.stories({"siloed", "integrated"}, 6, [&](const Resident& r) {
        return book.level(r, "domestic_abuse") >= 2 && book.level(r, "children") == book.state("children", "at_home");
    });
    std::vector<int> reports;
    for (std::size_t c = 0; c < model.crises.size(); ++c) {
        for (const auto* name : {"domestic_abuse_incident", "overdose", "safeguarding", "arrest"}) {
            if (model.crises[c].name == name) {
                reports.push_back(static_cast<int>(c));
            }
        }
    }
    int plans = 0, removals = 0, returns = 0;
    for (const auto& [scenario, all] : stories) {
        REQUIRE(all.size() > 60);
        for (const auto& story : all) {
            INFO(scenario << ", replicate " << story.replicate << ", resident " << story.resident);
            tell(model, story, [&](const LogLine& line, const Standpoint& now, std::span<const LogLine> before) {
                if (line.kind != log_kind::move || line.detail / 256 != children) {
                    return;
                }
                const int from = now.states[static_cast<std::size_t>(children)], to = line.detail % 256;
                const bool reported = std::ranges::any_of(before, [&](const LogLine& earlier) {
                    return earlier.kind == log_kind::crisis && earlier.detail % 4 >= 2 &&
                           std::ranges::find(reports, earlier.detail / 4) != reports.end();
                });
                if (to == book.state("children", "plan") || to == book.state("children", "removed")) {
                    // must never happen: a plan or a removal for what nobody has recorded
                    REQUIRE(reported);
                }
                if (to == book.state("children", "removed")) {
                    // must never happen: a removal without a plan before
                    REQUIRE(from == book.state("children", "plan"));
                    ++removals;
                }
                plans += to == book.state("children", "plan") ? 1 : 0;
                returns += from == book.state("children", "in_care") && to == book.state("children", "at_home") ? 1 : 0;
            });
        }
    }
    // may happen: a mother tells, and loses them; some come back
    CHECK(plans >= 1);
    CHECK(removals >= 1);
    CHECK(returns >= 1);
}
