// What follows from events: by chance, where, for whom, one from another, and what each kind of it does.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 4000;

const std::string house = R"(
[circumstance.house]
states = ["whole", "cracked", "fallen"]
default = "whole"
)";

std::string then(const std::string& name, const std::string& lines)
{
    return "[then." + name + "]\n" + lines + "\n";
}

std::string to(const std::string& state)
{
    return "move = { circumstance = \"house\", to = \"" + state + "\" }\n";
}

/// Everybody has a call in week 0 (and hardly anybody none), recorded with a chance.
std::string calls(double recorded = 1.0, const std::string& name = "call")
{
    return "[crisis." + name + "]\nagency = \"police\"\nrate = " + weekly(40) +
           "\nrecorded = " + std::to_string(recorded) + "\none_a_week = \"" + name + "\"\n";
}

/// Everybody asks in week 0, and is out in week 1 at the latest.
std::string service_of_a_week(const std::string& name, double rate = 40)
{
    return "[service." + name +
           "]\nagency = \"council\"\nkind = \"response\"\nbeds = 4000\ntreats = { thirst = 0 }\n"
           "stay = { at_most = \"1 week\", ends = \"discharged\" }\n[edge.community." +
           name + "]\nkind = \"present\"\nrate = " + weekly(rate) + "\n";
}

int in_state(const TinyModel& tiny, const World& world, int state)
{
    return count(world, [&](const Resident& r) { return level(tiny.model(), r, "house") == state; });
}

} // namespace

TEST_CASE("what follows an event follows with its chance, in the same week", "[models][consequences]")
{
    const TinyModel tiny(always_in_need + house + calls() +
                             then("crack", "on = [\"crisis.call\"]\nchance = 0.3\n" + to("cracked")),
                         residents);
    const auto world = tiny.simulated(1);
    CHECK(deviations(in_state(tiny, world, 1), 0.3, residents) < 4.0);
    CHECK(in_state(tiny, world, 2) == 0);
}

TEST_CASE("several things follow one event, each by a chance of its own", "[models][consequences]")
{
    const TinyModel tiny("[need.cold]\nmeam = true\n[need.cold.onset]\nrate = { value = 0, unit = \"1/year\" }\n" +
                             always_in_need + house + calls() +
                             then("crack", "on = [\"crisis.call\"]\nchance = 0.5\n" + to("cracked")) +
                             then("chill", "on = [\"crisis.call\"]\nchance = 0.4\nworsen = \"cold\"\n"),
                         residents);
    const auto world = tiny.simulated(1);
    const auto both = count(world, [&](const Resident& r) {
        return level(tiny.model(), r, "house") == 1 && level(tiny.model(), r, "cold") == 1;
    });
    CHECK(deviations(both, 0.2, residents) < 4.0);
}

TEST_CASE("what follows a record follows no more than what is recorded", "[models][consequences]")
{
    const TinyModel tiny(always_in_need + house + calls(0.25) +
                             then("crack", "on = [\"crisis.call.recorded\"]\nchance = 1\n" + to("cracked")),
                         residents);
    const auto world = tiny.simulated(1);
    const int recorded = world.row()[tiny.layout().crisis_cell(strata::all, 0, 2)];
    CHECK(deviations(recorded, 0.25, residents) < 4.0);
    CHECK(in_state(tiny, world, 1) == recorded);
}

TEST_CASE("what is no crisis demand is counted and followed up, and nobody ranks by it", "[models][consequences]")
{
    const auto simulated = [](const std::string& demand) {
        const TinyModel tiny(always_in_need + house + calls() + demand +
                                 then("crack", "on = [\"crisis.call.recorded\"]\nchance = 1\n" + to("cracked")),
                             100);
        const auto world = tiny.simulated(1);
        CHECK(in_state(tiny, world, 1) == 100);
        CHECK(world.row()[tiny.layout().crisis_cell(strata::all, 0, 2)] == 100);
        return world.state().recorded.size();
    };
    CHECK(simulated("") == 100);
    CHECK(simulated("demand = \"reactive\"\n") == 100);
    CHECK(simulated("demand = \"none\"\n") == 0);
    CHECK(simulated("demand = \"preventative\"\n") == 0);
}

TEST_CASE("what follows at a service follows nowhere else", "[models][consequences]")
{
    const auto cracked = [](const std::string& at) {
        const TinyModel tiny(always_in_need + house + service_of_a_week("inn") + service_of_a_week("shed", 0) +
                                 then("crack", "on = [\"admitted\"]\n" + at + "chance = 1\n" + to("cracked")),
                             100);
        return in_state(tiny, tiny.simulated(1), 1);
    };
    CHECK(cracked("") == 100);
    CHECK(cracked("at = [\"inn\"]\n") == 100);
    CHECK(cracked("at = [\"shed\", \"inn\"]\n") == 100);
    CHECK(cracked("at = [\"shed\"]\n") == 0);
}

TEST_CASE("what follows one from another comes in the same week, and only so far as its conditions",
          "[models][consequences]")
{
    const auto chain =
        house + calls() + then("a", "on = [\"crisis.call\"]\nchance = 1\n" + to("cracked")) +
        then("b",
             "on = [\"move.house.cracked\"]\nchance = 0.5\nonly_from = [\"cracked\"]\nwhom = { sex = [\"female\"] }\n" +
                 to("fallen"));
    const TinyModel tiny(always_in_need + chain, residents);
    const auto world = tiny.simulated(1);
    const int women = count(world, [&](const Resident& r) { return level(tiny.model(), r, "sex") == 0; });
    const auto fallen = [&](int sex) {
        return count(world, [&](const Resident& r) {
            return level(tiny.model(), r, "sex") == sex && level(tiny.model(), r, "house") == 2;
        });
    };
    CHECK(deviations(fallen(0), 0.5, women) < 4.0);
    CHECK(fallen(1) == 0);
    CHECK(in_state(tiny, world, 0) == 0);
}

TEST_CASE("what follows one event is judged on the state before it, whatever the names", "[models][consequences]")
{
    const auto cold = "[need.cold]\n[need.cold.onset]\nrate = { value = 0, unit = \"1/year\" }\n";
    const auto simulated = [&](const std::string& first, const std::string& second) {
        const TinyModel tiny(cold + always_in_need + house + calls() +
                                 then(first, "on = [\"crisis.call\"]\nchance = 1\n" + to("cracked")) +
                                 then(second, "on = [\"crisis.call\"]\nchance = 1\nworsen = \"cold\"\n"
                                              "whom = { house = [\"whole\"] }\n"),
                             50);
        const auto world = tiny.simulated(1);
        return std::pair(in_state(tiny, world, 1),
                         count(world, [&](const Resident& r) { return level(tiny.model(), r, "cold") == 1; }));
    };
    CHECK(simulated("a", "b") == std::pair(50, 50));
    CHECK(simulated("b", "a") == std::pair(50, 50));
}

TEST_CASE("of several moves of one circumstance that follow one event the first by name happens",
          "[models][consequences]")
{
    const auto in = [](const std::string& cracks, const std::string& falls, int state) {
        const TinyModel tiny(always_in_need + house + calls() +
                                 then(cracks, "on = [\"crisis.call\"]\nchance = 1\n" + to("cracked")) +
                                 then(falls, "on = [\"crisis.call\"]\nchance = 1\n" + to("fallen")),
                             50);
        return in_state(tiny, tiny.simulated(1), state);
    };
    CHECK(in("a", "b", 1) == 50);
    CHECK(in("b", "a", 2) == 50);
}

TEST_CASE("the consequences of a crisis are judged on the state before it", "[models][consequences]")
{
    const auto simulated = [](const std::string& first, const std::string& second) {
        const TinyModel tiny(always_in_need + house + calls() + "[crisis.call.then." + first + "]\nchance = 1\n" +
                                 to("cracked") + "[crisis.call.then." + second +
                                 "]\nchance = 1\nwhom = { house = [\"whole\"] }\ndeparts = true\n",
                             50);
        return count(tiny.simulated(1), [](const Resident& r) { return r.standing == Standing::departed; });
    };
    CHECK(simulated("a", "b") == 50);
    CHECK(simulated("b", "a") == 50);
}

TEST_CASE("nothing follows from itself: the loader says so", "[models][consequences]")
{
    const auto cycle = then("a", "on = [\"move.house.whole\"]\nchance = 1\n" + to("cracked")) +
                       then("b", "on = [\"move.house.cracked\"]\nchance = 1\n" + to("fallen"));
    CHECK(mistakes_of(always_in_need + house + cycle).empty());
    CHECK(mistakes_of(always_in_need + house + cycle +
                      then("c", "on = [\"move.house.fallen\"]\nchance = 1\n" + to("whole"))) ==
          std::vector<std::string>{"E222"});
    CHECK(mistakes_of(always_in_need + house + then("a", "on = [\"missed\"]\nchance = 1\ndeath = true\n")) ==
          std::vector<std::string>{"E212"});
    CHECK(mistakes_of(always_in_need + house + then("a", "on = [\"mised\"]\nchance = 1\n" + to("whole"))) ==
          std::vector<std::string>{"E213"});
}

TEST_CASE("a referral puts the resident into the queue the same week, once", "[models][consequences]")
{
    const TinyModel tiny(always_in_need + calls() +
                             "[service.inn]\nagency = \"council\"\nkind = \"response\"\nbeds = 4000\nassessments = { "
                             "value = 500, unit = \"1/week\" }\ntreats = { thirst = 0 }\n"
                             "drop_out = { value = 1e-9, unit = \"1/year\" }\nwhom = { sex = [\"female\"] }\n" +
                             then("send", "on = [\"crisis.call\"]\nchance = 1\nrefer = \"inn\"\n"),
                         100);
    const auto world = tiny.simulated(1);
    const int women = count(world, [&](const Resident& r) { return level(tiny.model(), r, "sex") == 0; });
    CHECK(tiny.inside(world, "inn") == women);
    CHECK(tiny.events(world, "inn", Event::assessed) == women);  // whom it does not take stands in no queue
    CHECK(tiny.events(world, "inn", Event::presented) == women); // an arrival, like those who ask
    CHECK(tiny.events(world, "inn", Event::failure_demand) == 0);
    CHECK(tiny.inside(tiny.simulated(5), "inn") == women);
    CHECK(world.audit().empty());
}

TEST_CASE("a written-off resident requests again once the refusal is erased", "[models][consequences]")
{
    const auto written_off = [](const std::string& more) {
        const TinyModel tiny(
            always_in_need +
                "[service.inn]\nagency = \"council\"\nkind = \"response\"\nbeds = 100\nassessments = { value = 100, "
                "unit = \"1/week\" }\n"
                "treats = { thirst = 0 }\nwritten_off = 1\ndrop_out = { value = 1e-9, unit = \"1/year\" }\n"
                "[edge.community.inn]\nkind = \"present\"\nrate = " +
                weekly(40) + "\n" + more,
            100);
        const auto world = tiny.simulated(7);
        return std::pair{tiny.events(world, "inn", Event::presented),
                         count(world, [](const Resident& r) { return r.written_off != 0; })};
    };
    CHECK(written_off("") == std::pair{0, 100});
    // heard out the week after by a call, and so at the door every other week
    const auto again =
        written_off(calls() + then("heard", "on = [\"crisis.call\"]\nchance = 1\nforget = \"written_off\"\n"));
    CHECK(again.first == 100);
}

TEST_CASE("who has left while a desk decides gives the place back", "[models][consequences]")
{
    const TinyModel tiny(always_in_need +
                             "[service.inn]\nagency = \"council\"\nkind = \"response\"\nbeds = 50\nassessments = { "
                             "value = 100, unit = \"1/week\" }\n"
                             "treats = { thirst = 0 }\ndrop_out = { value = 1e-9, unit = \"1/year\" }\n"
                             "[edge.community.inn]\nkind = \"present\"\nrate = " +
                             weekly(40) + "\n" + then("gone", "on = [\"assessed\"]\nchance = 1\ndeparts = true\n"),
                         100);
    const auto world = tiny.simulated(1);
    CHECK(count(world, [](const Resident& r) { return r.standing == Standing::departed; }) == 100);
    CHECK(world.state().desks[0].inside.empty());
    CHECK(world.state().desks[0].treatment.empty());
    CHECK(world.audit().empty());
}

TEST_CASE("needs get better and worse by a level, and no further than they go", "[models][consequences]")
{
    const auto cold = [](const std::string& what) {
        const TinyModel tiny("[need.cold]\nmeam = true\nstart = { emerging = 1 }\n[need.cold.onset]\nrate = { value = "
                             "0, unit = \"1/year\" }\n" +
                                 calls() +
                                 then("turn", "on = [\"crisis.call\"]\nchance = 1\n" + what + " = \"cold\"\n"),
                             50);
        std::vector<int> severities;
        (void)tiny.simulated(5, [&](const World& world) {
            severities.push_back(level(tiny.model(), world.state().residents[7], "cold"));
        });
        return severities;
    };
    CHECK(cold("worsen") == std::vector<int>{2, 3, 3, 3, 3});
    CHECK(cold("ease") == std::vector<int>{0, 0, 0, 0, 0});
}

TEST_CASE("the number of what follows is a path like any other", "[models][consequences]")
{
    const TinyModel tiny(always_in_need + house + calls() +
                             then("crack", "on = [\"crisis.call\"]\nchance = 0.3\n" + to("cracked")) +
                             "[scenario.plain]\npolicies = []\n[scenario.other]\npolicies = [\"p\"]\n"
                             "[[policy.p.change]]\nchannel = \"prevention\"\nset = \"then.crack.chance\"\namount = 0\n",
                         200);
    auto world = tiny.world(3);
    world.branch(tiny.scenario("other"));
    world.week();
    CHECK(in_state(tiny, world, 1) == 0);
}

TEST_CASE("what follows is the same by events and in plain weeks", "[models][consequences]")
{
    const TinyModel tiny(R"(
[need.cold]
meam = true
start = { emerging = 0.4 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[need.cold.escalation]
rate = { value = 1, unit = "1/year" }
[need.cold.easing]
rate = { value = 2, unit = "1/year" }
rate_from_established = { value = 2, unit = "1/year" }
[circumstance.house]
states = ["whole", "cracked", "fallen", "jail"]
default = "whole"
away = ["jail"]
[circumstance.house.move]
cracked.whole = { value = 2, unit = "1/year" }
fallen.whole = { value = 2, unit = "1/year" }
jail.whole = { value = 4, unit = "1/year" }
[crisis.call]
agency = "police"
rate = { rate = { value = 2, unit = "1/year" } }
[service.inn]
agency = "council"
kind = "response"
beds = 40
assessments = { value = 20, unit = "1/week" }
treats = { cold = 1 }
written_off = 0.3
completion = { value = 2, unit = "1/year" }
drop_out = { value = 2, unit = "1/year" }
abandonment = { value = 2, unit = "1/year" }
missed = { value = 20, unit = "1/year" }
[service.shed]
agency = "nhs"
kind = "response"
beds = 20
treats = { cold = 0.5 }
completion = { value = 3, unit = "1/year" }
whom = { not = [{ at = "inn" }, { house = ["fallen"] }] }
[edge.community.inn]
kind = "present"
rate = { value = 3, unit = "1/year" }
whom = { not = { treatment = { cold = ["off_2w", "off_4w"] } } }
[edge.community.shed]
kind = "present"
rate = { value = 3, unit = "1/year" }
[then.crack]
on = ["crisis.call", "missed"]
chance = { chance = 0.5, ratio.needs = 1.5 }
move = { circumstance = "house", to = "cracked" }
[then.fall]
on = ["move.house.cracked"]
chance = 0.3
whom = { not = { enrolled = "inn" } }
move = { circumstance = "house", to = "fallen" }
[then.jail]
on = ["move.house.fallen"]
chance = 0.2
move = { circumstance = "house", to = "jail" }
[then.cold]
on = ["move.house.fallen"]
chance = 0.5
worsen = "cold"
[then.heard]
on = ["crisis.call.recorded"]
chance = 0.5
forget = "written_off"
[then.sent]
on = ["move.house.cracked"]
chance = 0.4
refer = "shed"
)",
                         800);
    expect_the_same_weeks(tiny);
    CHECK(tiny.simulated(200).audit().empty());
}
