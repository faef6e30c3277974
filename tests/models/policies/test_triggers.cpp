// Changes that wait for a count of past weeks, that come back, and that hold before scenarios branch.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 1000;

/// Everybody has one call in every week, until a policy stops the calls.
const std::string calls = "[crisis.call]\nagency = \"police\"\nrate = " + weekly(40) + "\none_a_week = \"call\"\n";
const std::string stops = R"(
[policy.stop]
[[policy.stop.change]]
scale = "crisis.call.rate"
amount = 0
channel = "prevention"
when = "many"
[scenario.plain]
policies = []
[scenario.stopped]
policies = ["stop"]
)";

/// One bed, and beds for forty more while a trigger says so; its line is to follow.
const char* const ward = R"(
[service.ward]
agency = "nhs"
kind = "crisis"
beds = 1
treats = { thirst = 0 }
stay = { at_least = "90 weeks", at_most = "90 weeks" }
[edge.community.ward]
kind = "present"
rate = { value = 40, unit = "1/week" }
whom = { not = { at = "ward" } }
[policy.beds]
[[policy.beds.change]]
set = "service.ward.beds"
amount = 41
channel = "supply"
when = "long_queue"
[scenario.plain]
policies = []
[scenario.beds]
policies = ["beds"]
[trigger.long_queue]
waiting = "ward"
over = "2 weeks"
)";

std::string trigger(const std::string& lines)
{
    return "[trigger.many]\n" + lines + "\n";
}

/// Recorded calls of each week since scenarios branched.
std::vector<int> calls_by_week(const TinyModel& tiny, const std::string& scenario, Week weeks)
{
    auto world = tiny.world(weeks);
    world.branch(tiny.scenario(scenario));
    std::vector<int> result;
    while (world.now() < weeks) {
        world.week();
        result.push_back(world.row()[tiny.layout().crisis_cell(strata::all, 0, 2)]);
    }
    return result;
}

} // namespace

TEST_CASE("a trigger holds from the week after its weeks reached the line, for as long as it says",
          "[models][policies][trigger]")
{
    // Two weeks of 1,000 calls pull it at the start of week 2; week 1 alone does not reach 1,500. It holds for three
    // weeks: 2, 3 and 4. Then two weeks of calls again.
    const TinyModel tiny(always_in_need + calls + stops +
                             trigger("recorded = [\"call\"]\nat_least = 1500\nover = \"2 weeks\"\nholds = \"3 weeks\""),
                         residents);
    CHECK(calls_by_week(tiny, "stopped", 12) == std::vector<int>{1000, 1000, 0, 0, 0, 1000, 1000, 0, 0, 0, 1000, 1000});
    CHECK(calls_by_week(tiny, "plain", 3) == std::vector<int>{1000, 1000, 1000});
}

TEST_CASE("a trigger counts nothing before its weeks are full, whatever side of the line holds",
          "[models][policies][trigger]")
{
    // With no calls counted in a week of calls it would hold at once: at most 500 in 3 weeks.
    const TinyModel tiny(always_in_need + calls + stops +
                             trigger("recorded = [\"call\"]\nat_most = 500\nover = \"3 weeks\""),
                         residents);
    CHECK(calls_by_week(tiny, "stopped", 5) == std::vector<int>(5, 1000));
}

TEST_CASE("a trigger may go by the share of what is recorded", "[models][policies][trigger]")
{
    // As many arrests as calls: the share of calls is a half, until no calls are left; then it is 0.
    const auto arrests = "[crisis.arrest]\nagency = \"police\"\nrate = " + weekly(40) + "\none_a_week = \"arrest\"\n";
    const auto with = [&](const std::string& line) {
        const TinyModel tiny(always_in_need + calls + arrests + stops +
                                 trigger("recorded = [\"call\"]\nshare_of = [\"call\", \"arrest\"]\nat_least = " +
                                         line + "\nover = \"1 week\"\nholds = \"2 weeks\""),
                             residents);
        auto world = tiny.world(6);
        world.branch(tiny.scenario("stopped"));
        std::vector<int> result;
        while (world.now() < 6) {
            world.week();
            result.push_back(world.row()[tiny.layout().crisis_cell(strata::all, 1, 2)]);
        }
        return result;
    };
    CHECK(with("0.5") == std::vector<int>{1000, 0, 0, 1000, 0, 0});
    CHECK(with("0.51") == std::vector<int>(6, 1000));
}

TEST_CASE("a trigger may go by who waits, and opens a door to them", "[models][policies][trigger]")
{
    // 101 residents ask in week 0 and find one bed. At the start of week 2 two weeks of 100 waiting have passed: beds
    // for 40 of them. From week 3 on the mean of two weeks is less: residents inside stay, and nobody is admitted.
    const auto waiting_by_week = [](const std::string& line) {
        const TinyModel tiny(always_in_need + ward + line, 101);
        auto world = tiny.world(5);
        world.branch(tiny.scenario("beds"));
        std::vector<int> waiting;
        while (world.now() < 5) {
            world.week();
            waiting.push_back(tiny.waiting(world, "ward"));
        }
        return waiting;
    };
    CHECK(waiting_by_week("at_least = 100\n") == std::vector<int>{100, 100, 60, 60, 60});
    CHECK(waiting_by_week("at_least = 101\n") == std::vector<int>(5, 100)); // on average, not in all
}

TEST_CASE("triggers give the same weeks by events and week by week", "[models][policies][trigger]")
{
    const std::string town = R"(
[need.cold]
start = { emerging = 0.3 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[need.cold.easing]
rate = { value = 1, unit = "1/year" }
[crisis.call]
agency = "police"
[crisis.call.rate]
rate = { value = 0.2, unit = "1/year" }
by_need.cold = { value = [0, 2, 2, 2], unit = "1/year" }
[service.clinic]
agency = "nhs"
kind = "response"
workers = { value = 4, unit = "worker" }
caseload = 10
treats = { cold = 3 }
completion = { value = 4, unit = "1/year" }
drop_out = { value = 1, unit = "1/year" }
[service.clinic.relationship]
growth = 0.1
[edge.community.clinic]
kind = "present"
rate = { value = 2, unit = "1/year" }
needs = { cold = 1 }
[policy.answer]
[[policy.answer.change]]
scale = "need.cold.onset.rate"
amount = 0.2
channel = "prevention"
when = "many"
[[policy.answer.change]]
set = "service.clinic.relationship.growth"
amount = 0.3
channel = "relationship"
when = "many"
[[policy.answer.change]]
close = "edge.community.clinic"
channel = "structure"
when = "few"
[trigger.many]
recorded = ["call"]
at_least = 60
over = "4 weeks"
holds = "6 weeks"
[trigger.few]
recorded = ["call"]
at_most = 50
over = "2 weeks"
[scenario.plain]
policies = []
[scenario.answered]
policies = ["answer"]
)";
    const TinyModel tiny(always_in_need + town, 1000);
    expect_the_same_weeks(tiny, "answered", 30);
    auto plain = tiny.world(120), answered = tiny.world(120);
    plain.branch(tiny.scenario("plain"));
    answered.branch(tiny.scenario("answered"));
    int differ = 0;
    while (plain.now() < 120) {
        plain.week();
        answered.week();
        differ += plain.row() == answered.row() ? 0 : 1;
    }
    CHECK(differ > 50); // both triggers are pulled: the test is of something
}

TEST_CASE("a repeated change restarts with its ramp and its end", "[models][policies]")
{
    Change change;
    change.start = 10;
    change.ramp = 2;
    change.end = 14;
    change.repeats = 52;
    for (const Week year : {0, 52, 520}) {
        CHECK(strength(change, 10 + year) == 0.5);
        CHECK(strength(change, 11 + year) == 1.0);
        CHECK(strength(change, 13 + year) == 1.0);
        CHECK(strength(change, 14 + year) == 0.0);
        CHECK(strength(change, 61 + year) == 0.0);
    }
    CHECK(strength(change, 9) == 0.0);
}

TEST_CASE("a standing policy applies in the warm-up and continues on the same calendar", "[models][policies]")
{
    // No calls in weeks 3 to 5 of every 8, counted from the first week of a warm-up of 5.
    const TinyModel tiny("warm_up = { exactly = \"5 weeks\" }\n" + always_in_need + calls + R"(
[policy.calm]
standing = true
[[policy.calm.change]]
scale = "crisis.call.rate"
amount = 0
channel = "prevention"
start = "week 3"
end = "week 6"
repeats = "8 weeks"
[policy.nothing]
[scenario.plain]
policies = []
[scenario.other]
policies = ["nothing"]
)",
                         residents);
    for (const auto* scenario : {"plain", "other"}) {
        auto world = tiny.world(20);
        std::vector<int> result;
        while (world.now() < 20) {
            if (world.now() == 5) {
                world.branch(tiny.scenario(scenario));
            }
            world.week();
            result.push_back(world.row()[tiny.layout().crisis_cell(strata::all, 0, 2)] / residents);
        }
        CHECK(result == std::vector<int>{1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0});
    }
    expect_the_same_weeks(tiny, "plain", 5);
}

TEST_CASE("triggers, repetitions and standing policies that cannot be are refused", "[models][policies]")
{
    const auto many = [](const std::string& lines) { return always_in_need + calls + stops + trigger(lines); };
    using Codes = std::vector<std::string>;
    CHECK(mistakes_of(many("at_least = 3")) == Codes{"E322"});
    CHECK(mistakes_of(many("recorded = [\"call\"]\nat_least = 3\nat_most = 2")) == Codes{"E322"});
    CHECK(mistakes_of(many("recorded = [\"cal\"]\nat_least = 3")) == Codes{"E201"});
    CHECK(mistakes_of(many("recorded = [\"call\"]\nat_least = 3")).empty());
    CHECK(mistakes_of(many("recorded = [\"call\"]\nshare_of = [\"call\"]\nat_least = 10")) == Codes{"E322"});
    const auto standing = [](const std::string& first, const std::string& lines) {
        return first + always_in_need + calls +
               "[policy.p]\nstanding = true\n[[policy.p.change]]\nscale = \"crisis.call.rate\"\namount = 0.5\nchannel "
               "= "
               "\"prevention\"\n" +
               lines;
    };
    const std::string known = "warm_up = { exactly = \"5 weeks\" }\n";
    CHECK(mistakes_of(standing("", "start = \"week 3\"\n")) == Codes{"E324"});
    CHECK(mistakes_of(standing(known, "start = \"week 3\"\n")).empty());
    CHECK(mistakes_of(standing("", "")).empty());
    CHECK(mistakes_of(standing(known, "start = \"week 3\"\nrepeats = \"8 weeks\"\n")) == Codes{"E323"});
}

TEST_CASE("a trigger may go by what happens at desks, and a number that is reached need not wait",
          "[models][policies][trigger]")
{
    // Ten a week are taken of those who ask in week 0, for good. After the third week thirty have been: the door to
    // the others is shut from week 3 on, though not nearly 50 weeks have been counted.
    const std::string desk = R"(
[service.desk]
agency = "nhs"
kind = "crisis"
beds = 1000
assessments = { value = 10, unit = "1/week" }
treats = { thirst = 0 }
stay = { at_least = "90 weeks", at_most = "90 weeks" }
[edge.community.desk]
kind = "present"
rate = { value = 40, unit = "1/week" }
[policy.shut]
[[policy.shut.change]]
set = "service.desk.assessments"
amount = { value = 0, unit = "1/week" }
channel = "structure"
when = "enough"
[scenario.plain]
policies = []
[scenario.shut]
policies = ["shut"]
)";
    const auto admitted = [&](const std::string& lines) {
        const TinyModel tiny(always_in_need + desk + "[trigger.enough]\n" + lines, 101);
        auto world = tiny.world(6);
        world.branch(tiny.scenario("shut"));
        std::vector<int> result;
        while (world.now() < 6) {
            world.week();
            result.push_back(tiny.events(world, "desk", Event::admitted));
        }
        return result;
    };
    const std::string many = "events = [\"admitted\"]\nat_least = 30\nover = \"50 weeks\"\nholds = \"50 weeks\"\n";
    CHECK(admitted(many) == std::vector<int>{10, 10, 10, 0, 0, 0});
    CHECK(admitted(many + "at = [\"desk\"]\n") == std::vector<int>{10, 10, 10, 0, 0, 0});
    CHECK(mistakes_of(always_in_need + desk + "[trigger.enough]\n" + many + "waiting = \"desk\"\n") ==
          std::vector<std::string>{"E322"});
    CHECK(mistakes_of(always_in_need + desk + "[trigger.enough]\nevents = [\"admited\"]\nat_least = 3\n") ==
          std::vector<std::string>{"E213"});
}
