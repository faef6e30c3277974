// From the first month behind to court, with `tenancy/arrears`: its numbers, by a Markov chain worked out
// here, and what must never happen to anybody.

#include "experiments/replicate.hpp"
#include "models/observation/log_kinds.hpp"
#include "tests/experiments/stories/chains.hpp"
#include "tests/experiments/stories/stories.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Everybody one month behind, nobody helped, nobody evicted, nobody behind again.
Experiment all_behind()
{
    std::vector<std::string> sets{"place.kirkholt.residents=6000",
                                  "place.kirkholt.arrivals={ value = 0, unit = \"1/year\" }",
                                  "departure.rate={ value = 0, unit = \"1/year\" }",
                                  "warm_up={ exactly = \"0 weeks\" }",
                                  "horizon=\"60 weeks\"",
                                  "circumstance.arrears.start.behind=1",
                                  "circumstance.arrears.start.two_months=0",
                                  "circumstance.arrears.start.court=0",
                                  "circumstance.arrears.start.plan=0",
                                  "crisis.eviction.rate.rate={ value = 0, unit = \"1/year\" }",
                                  "circumstance.arrears.move.none.behind.rate={ value = 0, unit = \"1/year\" }",
                                  "then.arrears_over.chance=0",
                                  "service.tenancy_support.speeds.arrears.plan=1",
                                  "service.debt_advice.speeds.arrears.plan=1"};
    for (const auto* by_need : {"none.behind.by_need.debt", "none.behind.by_need.mental_health",
                                "plan.two_months.by_need.debt", "plan.two_months.by_need.substance_misuse"}) {
        sets.push_back("circumstance.arrears.move." + std::string(by_need) +
                       "={ value = [0, 0, 0, 0], unit = \"1/year\" }");
    }
    return shipped("kirkholt_arrears", sets);
}

} // namespace

TEST_CASE("arrears follow the Markov chain of their rates", "[experiments][stories][slow]")
{
    const auto experiment = all_behind();
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, 60, Stepping::events);
    constexpr int weeks = 52;
    while (world->now() < weeks) {
        world->week();
    }
    const auto& arrears = circumstance(experiment.model, "arrears");
    REQUIRE(arrears.states == std::vector<std::string>{"none", "behind", "two_months", "court", "plan"});
    // rates a year as the file states them
    const std::vector<std::vector<double>> rates{
        {0, 0, 0, 0, 0}, {2.0, 0, 1.2, 0, 0}, {0.4, 0, 0, 0.5, 1.0}, {0, 0, 0, 0, 1.2}, {1.0, 0, 0.4, 0, 0}};
    expect_shares(*world, arrears, chain(rates, {0, 1, 0, 0, 0}, weeks));
}

TEST_CASE("a story: behind with the rent, letters or support", "[experiments][stories][slow]")
{
    const Storybook book("kirkholt_arrears", 104, 156);
    const auto& model = book.model();
    const auto index = [&](const std::string& name) {
        return static_cast<int>(&circumstance(model, name) - model.circumstances.data());
    };
    const int arrears = index("arrears"), home = index("home"), settled = book.state("home", "settled"),
              notice = book.state("home", "notice");
    const auto now_in = [&](const Standpoint& now, const char* state) {
        return now.states[static_cast<std::size_t>(arrears)] == book.state("arrears", state);
    };
    const auto support = book.service("tenancy_support");
    const auto by_scenario =
        book.stories({"siloed", "support_first", "support_first_staffed"}, 6,
                     [&](const Resident& r) { return book.level(r, "arrears") >= book.state("arrears", "behind"); });
    std::map<std::string, int> helped, evicted;
    int noticed = 0, withdrawn = 0;
    for (const auto& [scenario, stories] : by_scenario) {
        REQUIRE(stories.size() > 500);
        for (const auto& story : stories) {
            INFO(scenario << ", replicate " << story.replicate << ", resident " << story.resident);
            replay(model, story, [&](const LogLine& line, const Standpoint& now, std::span<const LogLine>) {
                helped[scenario] += is_at(line, support, Event::admitted) ? 1 : 0;
                if (is_at(line, support, Event::admitted)) {
                    // must never happen: the landlord's support for somebody who owes it nothing
                    REQUIRE((now_in(now, "two_months") || now_in(now, "court") || now_in(now, "plan")));
                }
                if (line.kind == log_kind::move && line.detail / 256 == arrears) {
                    const int to = line.detail % 256;
                    // must never happen: court without two months behind
                    REQUIRE((to != book.state("arrears", "court") || now_in(now, "two_months")));
                }
                if (line.kind == log_kind::move && line.detail / 256 == home) {
                    const int to = line.detail % 256, from = now.states[static_cast<std::size_t>(home)];
                    noticed += to == notice && now_in(now, "court") ? 1 : 0;
                    withdrawn += from == notice && to == settled && now_in(now, "plan") ? 1 : 0;
                    // must never happen: a notice that ends in a home while the case is in court
                    REQUIRE(!(from == notice && to == settled && now_in(now, "court")));
                    evicted[scenario] += from == notice && to != settled && to != notice ? 1 : 0;
                }
            });
            // must never happen: rent owed by somebody without a home
            Standpoint last(model, story.beginning);
            for (const auto& line : story.lines) {
                last.take(line);
            }
            const int at = last.states[static_cast<std::size_t>(home)];
            const bool housed = at == settled || at == notice || at == book.state("home", "ward");
            REQUIRE((housed || now_in(last, "none")));
        }
    }
    // may happen
    CHECK(noticed >= 1);
    CHECK(withdrawn >= 1);
    CHECK(evicted["siloed"] >= 1);
    // must happen: more are helped where support comes first, and more again where there are workers for it
    CHECK(helped["support_first"] > helped["siloed"]);
    CHECK(helped["support_first_staffed"] > helped["support_first"]);
}
