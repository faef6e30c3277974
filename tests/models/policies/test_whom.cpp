// Whom a change reaches: anything that is known of a resident, as it stands in each week.

#include "tests/support/tiny_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Two needs that come and go, a home that is lost and found, calls that raise or lower trust.
const std::string street = R"(
[need.cold]
meam = true
start = { emerging = 0.3 }
[need.cold.onset]
rate = { value = 2, unit = "1/year" }
[need.cold.escalation]
rate = { value = 3, unit = "1/year" }
[need.cold.easing]
rate = { value = 4, unit = "1/year" }
rate_from_established = { value = 4, unit = "1/year" }
[need.hunger]
meam = true
start = { emerging = 0.3 }
[need.hunger.onset]
rate = { value = 2, unit = "1/year" }
[need.hunger.easing]
rate = { value = 4, unit = "1/year" }
[circumstance.home]
states = ["house", "sofa", "rough"]
default = "house"
start = { sofa = 0.2, rough = 0.1 }
[circumstance.home.move]
house.sofa = { value = 2, unit = "1/year" }
sofa.rough = { value = 3, unit = "1/year" }
rough.house = { value = 3, unit = "1/year" }
[stock.trust]
neutral = 8
norm = 8
drift = { value = 1, unit = "1/year" }
on = { "crisis.call" = -1 }
[crisis.call]
agency = "police"
rate = { rate = { value = 8, unit = "1/year" } }
[scenario.plain]
policies = []
[scenario.other]
policies = ["p"]
)";

std::string change(const std::string& path, const std::string& whom)
{
    return "[[policy.p.change]]\nchannel = \"prevention\"\nscale = \"" + path + "\"\namount = 0.25\nwhom = " + whom +
           "\n";
}

/// Whether in every week just those residents of whom `means` says so are reached; counts both.
template <class Means> void check_reached(const std::string& whom, Means&& means)
{
    const TinyModel tiny(street + change("crisis.call.rate.rate", whom), 300);
    const auto& model = tiny.model();
    auto world = tiny.world(60);
    world.branch(tiny.scenario("other"));
    int reached = 0, others = 0;
    while (world.now() < 60) {
        world.week();
        for (const auto& r : world.state().residents) {
            const auto level = [&](const std::string& name) {
                for (std::size_t c = 0; c < model.covariates.size(); ++c) {
                    if (model.covariates[c].name == name) {
                        return static_cast<int>(r.covariates[c]);
                    }
                }
                return -1;
            };
            INFO(whom << ", week " << world.now());
            REQUIRE((r.reach == 1) == means(level));
            ++(r.reach == 1 ? reached : others);
        }
    }
    CHECK(reached > 100);
    CHECK(others > 100);
}

} // namespace

TEST_CASE("a change reaches those in a state, week by week", "[models][policies]")
{
    check_reached(R"({ home = ["rough", "sofa"] })", [](const auto& level) { return level("home") != 0; });
}

TEST_CASE("a change reaches those at a level or more, or within a range", "[models][policies]")
{
    check_reached("{ needs = 1 }", [](const auto& level) { return level("needs") >= 1; });
    check_reached("{ needs = { at_most = 1 } }", [](const auto& level) { return level("needs") <= 1; });
    check_reached("{ trust = { at_least = 5, at_most = 7 } }",
                  [](const auto& level) { return level("trust") >= 5 && level("trust") <= 7; });
    check_reached("{ \"ever.cold\" = 1 }", [](const auto& level) { return level("ever.cold") == 1; });
    check_reached("{ ever = { cold = { at_most = 0 } } }", [](const auto& level) { return level("ever.cold") == 0; });
}

TEST_CASE("conditions hold together", "[models][policies]")
{
    check_reached(R"({ home = ["rough"], need = { cold = 1 }, sex = ["female"] })",
                  [](const auto& level) { return level("home") == 2 && level("cold") >= 1 && level("sex") == 0; });
}

TEST_CASE("moves of those with a need may be changed, onsets not", "[models][policies]")
{
    CHECK(mistakes_of(street + change("circumstance.home.move.house.sofa", "{ need = { cold = 1 } }")).empty());
    CHECK(mistakes_of(street + change("need.cold.onset.rate", R"({ home = ["rough"] })")) ==
          std::vector<std::string>{"E306"});
    CHECK(mistakes_of(street + change("stock.trust.norm", "{ trust = 5 }")) == std::vector<std::string>{"E306"});
}

TEST_CASE("impossible conditions are refused", "[models][policies]")
{
    const auto mistakes = [](const std::string& whom) {
        return mistakes_of(street + change("crisis.call.rate.rate", whom));
    };
    CHECK(mistakes("{ wealth = 3 }") == std::vector<std::string>{"E301"});
    CHECK(mistakes("{ cold = 2 }") == std::vector<std::string>{"E301"}); // stands under `need`
    CHECK(mistakes("{ frailty = 3 }") == std::vector<std::string>{"E301"});
    CHECK(mistakes(R"({ home = ["tent"] })") == std::vector<std::string>{"E203"});
    CHECK(mistakes("{ needs = 9 }") == std::vector<std::string>{"E107"});
    CHECK(mistakes("{ needs = { at_least = 2, at_most = 1 } }") == std::vector<std::string>{"E304"});
    CHECK(mistakes("{ ever = { heat = 1 } }") == std::vector<std::string>{"E201"});
}

TEST_CASE("every stepping gives the same bits with moving conditions", "[models][policies]")
{
    const auto experiment = with_scenarios(town_of(town_text() + R"(
[policy.where_they_stand]
[[policy.where_they_stand.change]]
scale = "crisis.call.rate.rate"
amount = 3
whom = { home = ["sofa", "hostel"] }
channel = "prevention"
[[policy.where_they_stand.change]]
scale = "need.addiction.easing.rate"
amount = 4
whom = { trust = { at_most = 7 } }
channel = "prevention"
[[policy.where_they_stand.change]]
scale = "need.illness.escalation.rate"
amount = 0.2
whom = { needs = 2, ever = { addiction = 1 } }
start = "week 10"
ramp = "8 weeks"
channel = "prevention"
[[policy.where_they_stand.change]]
scale = "crisis.call.rate.by_need.illness"
amount = 0.3
whom = { treatment = { addiction = ["off_2w", "off_4w", "off_8w"] } }
channel = "prevention"
[scenario.standing]
policies = ["where_they_stand"]
)",
                                                   {"replicates.at_most=2"}),
                                           {"as_is", "standing"});
    const auto run = [&](Stepping stepping) {
        RunOptions options;
        options.stepping = stepping;
        return digests_of(run_of(experiment, options));
    };
    const auto events = run(Stepping::events);
    CHECK(run(Stepping::reference) == events);
    CHECK(run(Stepping::early_wakes) == events);
    CHECK(events.at({"as_is", 0}) != events.at({"standing", 0}));
}
