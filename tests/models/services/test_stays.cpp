// How long episodes last when a service says so: not completed before, over at the latest. Weeks are counted from that
// of admission, at the end of which a place is given: the first week in which an episode can end is the next.

#include "models/network/journeys.hpp"
#include "models/network/pattern.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr double certain_in_a_week = 40.0; ///< a hazard that leaves nobody

/// A service with room for all, whose door everybody uses in week 0.
std::string refuge(const std::string& stay, const std::string& more = "")
{
    return always_in_need + "[service.refuge]\nagency = \"council\"\nkind = \"response\"\nbeds = 1000000\n" +
           "treats = { thirst = 0 }\nstay = " + stay + "\n" + more +
           "[edge.community.refuge]\nkind = \"present\"\nrate = " + weekly(certain_in_a_week) + "\n";
}

/// After week 0 the door is shut: everybody is inside, and residents who leave stay away.
const char* const shut = R"(
[policy.shut]
[[policy.shut.change]]
close = "edge.community.refuge"
start = "week 1"
channel = "structure"
[scenario.plain]
policies = []
[scenario.once]
policies = ["shut"]
)";

std::string completes(double a_week)
{
    return "completion = " + weekly(a_week) + "\n";
}

/// Residents inside at the end of weeks 0, 1, 2…, all admitted in week 0.
std::vector<int> inside_by_week(const std::string& stay, const std::string& more, int residents, Week weeks)
{
    const TinyModel tiny(refuge(stay, more) + shut, residents);
    auto world = tiny.world(weeks);
    world.branch(tiny.scenario("once"));
    std::vector<int> inside;
    while (world.now() < weeks) {
        world.week();
        inside.push_back(tiny.inside(world, "refuge"));
    }
    return inside;
}

/// Weeks of an episode in closed form, as `meamsim graph` and the checks of room have them.
double weeks_inside(const std::string& stay, const std::string& more)
{
    const TinyModel tiny(refuge(stay, more));
    const graph::FullStrength rules(tiny.model(), tiny.baseline(), {});
    Covariates nobody{};
    nobody[static_cast<std::size_t>(tiny.model().needs[0].severity)] = 1;
    const graph::Walker walker{tiny.model(), rules.rules(nobody), rules.shared(), rules.answering(), nobody, {}};
    return graph::weeks_inside(walker, tiny.service("refuge"));
}

} // namespace

TEST_CASE("a longest stay of three weeks ends in the third week after admission, for everybody", "[models][services]")
{
    CHECK(inside_by_week("{ at_most = \"3 weeks\" }", "", 50, 6) == std::vector<int>{50, 50, 50, 0, 0, 0});
    CHECK(inside_by_week("{ at_most = \"1 week\", ends = \"discharged\" }", "", 50, 3) == std::vector<int>{50, 0, 0});
    CHECK(inside_by_week("{ at_most = \"10 days\" }", "", 50, 3) == std::vector<int>{50, 0, 0}); // the nearest week
}

TEST_CASE("what is over at the latest is completed, or discharged where the file says so", "[models][services]")
{
    for (const bool completed : {true, false}) {
        const TinyModel tiny(
            refuge(completed ? "{ at_most = \"2 weeks\" }" : "{ at_most = \"2 weeks\", ends = \"discharged\" }"), 20);
        auto world = tiny.world(6);
        for (const int ended : {0, 0, 20, 0, 20, 0}) { // and asked again in the week of leaving
            world.week();
            CHECK(tiny.events(world, "refuge", completed ? Event::completed : Event::discharged) == ended);
            CHECK(tiny.events(world, "refuge", completed ? Event::discharged : Event::completed) == 0);
            CHECK(tiny.inside(world, "refuge") == 20);
        }
    }
}

TEST_CASE("nothing is completed before the shortest stay, but some leave", "[models][services]")
{
    CHECK(inside_by_week("{ at_least = \"4 weeks\" }", completes(certain_in_a_week), 50, 6) ==
          std::vector<int>{50, 50, 50, 50, 0, 0});
    CHECK(inside_by_week("{ at_least = \"4 weeks\", at_most = \"4 weeks\" }", completes(0.3), 50, 6) ==
          std::vector<int>{50, 50, 50, 50, 0, 0});
    // left with 1 - exp(-0.2) a week: 20,000 exp(-0.6) = 10,976 after three weeks, standard deviation 70.4
    const auto inside = inside_by_week("{ at_least = \"10 weeks\" }",
                                       completes(certain_in_a_week) + "drop_out = " + weekly(0.2) + "\n", 20000, 4);
    CHECK(std::abs(inside[3] - 10976) < 4.5 * 70.4);
}

TEST_CASE("between the shortest and the longest stay episodes end as they do elsewhere", "[models][services]")
{
    // q = 1 - exp(-0.25) from the second week on, over in the fifth: 20,000 exp(-0.25 k) after k weeks from the first
    const auto inside = inside_by_week("{ at_least = \"2 weeks\", at_most = \"5 weeks\" }", completes(0.25), 20000, 7);
    CHECK(inside[0] == 20000);
    CHECK(inside[1] == 20000);
    for (int k = 1; k <= 3; ++k) {
        const double share = std::exp(-0.25 * k);
        CHECK(std::abs(inside[static_cast<std::size_t>(1 + k)] - 20000 * share) <
              4.5 * std::sqrt(20000 * share * (1 - share)));
    }
    CHECK(inside[5] == 0);
}

TEST_CASE("weeks of an episode in closed form", "[models][services]")
{
    const double quarter = -std::log(0.75); // a chance of 1/4 a week
    CHECK(weeks_inside("{ at_most = \"3 weeks\" }", "") == Approx(3));
    CHECK(weeks_inside("{ at_least = \"4 weeks\" }", completes(certain_in_a_week)) == Approx(4));
    // 1 + 3/4 + 9/16 + 27/64 weeks are begun
    CHECK(weeks_inside("{ at_most = \"4 weeks\" }", completes(quarter)) == Approx(2.734375).epsilon(1e-12));
    // two weeks, then 4 on average
    CHECK(weeks_inside("{ at_least = \"3 weeks\" }", completes(quarter)) == Approx(6).epsilon(1e-12));
    // three weeks; the fourth is begun by 3/4, the fifth by 9/16
    CHECK(weeks_inside("{ at_least = \"3 weeks\", at_most = \"5 weeks\" }", completes(quarter)) ==
          Approx(3 + 0.75 + 0.5625).epsilon(1e-12));
}

TEST_CASE("a resident at the longest stay follows a step-down edge, unless discharged", "[models][services]")
{
    const std::string on = R"(
[service.flat]
agency = "council"
kind = "response"
beds = 1000000
treats = { thirst = 0 }
completion = { value = 0.001, unit = "1/year" }
[edge.refuge.flat]
kind = "step_down"
chance = 1
delay = "2 weeks"
)";
    for (const bool completed : {true, false}) {
        const TinyModel tiny(
            refuge(completed ? "{ at_most = \"2 weeks\" }" : "{ at_most = \"2 weeks\", ends = \"discharged\" }", "") +
                (completed ? on : on + "[edge.community.flat]\nkind = \"present\"\nrate = " + weekly(0) + "\n") + shut,
            30);
        auto world = tiny.world(6);
        world.branch(tiny.scenario("once"));
        for (const int there : {0, 0, 0, 0, completed ? 30 : 0, completed ? 30 : 0}) {
            world.week();
            CHECK(tiny.inside(world, "flat") == there);
        }
    }
}

TEST_CASE("stays are the same by events and week by week, also when a policy makes them shorter", "[models][services]")
{
    const std::string slow = "missed = " + weekly(0.05) + "\nmissed_limit = 3\n" + completes(0.02) +
                             "drop_out = " + weekly(0.01) + "\nrelationship = { growth = 0.05, decay = 0.2 }\n";
    const std::string shorter = R"(
[policy.shorter]
[[policy.shorter.change]]
set = "service.refuge.stay.at_most"
amount = "6 weeks"
ramp = "20 weeks"
channel = "supply"
[[policy.shorter.change]]
set = "service.refuge.stay.at_least"
amount = "1 week"
channel = "supply"
[scenario.plain]
policies = []
[scenario.shorter]
policies = ["shorter"]
)";
    const TinyModel tiny(refuge("{ at_least = \"8 weeks\", at_most = \"30 weeks\" }", slow) + shorter, 300);
    expect_the_same_weeks(tiny);
    expect_the_same_weeks(tiny, "shorter", 52);
}
