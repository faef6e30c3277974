#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// A need, two services with workers and one with beds, and room for policies.
const std::string house = R"(
[need.a]
start = { emerging = 0.3 }
[need.a.onset]
rate = { value = 0.3, unit = "1/year" }
ratio.sex = { female = 0.5 }
[need.a.easing]
rate = { value = 2, unit = "1/year" }
[service.clinic]
agency = "nhs"
kind = "response"
workers = { value = 6, unit = "worker" }
caseload = 3
treats = { a = 1 }
completion = { value = 4, unit = "1/year" }
[service.visits]
agency = "council"
kind = "preventative"
workers = { value = 2.5, unit = "worker" }
caseload = 4
treats = { a = 0.5 }
completion = { value = 4, unit = "1/year" }
[service.ward]
agency = "nhs"
kind = "crisis"
beds = 10
treats = { a = 2 }
completion = { value = 8, unit = "1/year" }
[edge.community.clinic]
kind = "present"
rate = { value = 1, unit = "1/year" }
needs = { a = 1 }
[edge.community.visits]
kind = "present"
rate = { value = 1, unit = "1/year" }
needs = { a = 1 }
[edge.community.ward]
kind = "present"
rate = { value = 1, unit = "1/year" }
needs = { a = 1 }
[scenario.plain]
policies = []
[scenario.other]
policies = ["p"]
)";

std::string change(const std::string& lines)
{
    return "[[policy.p.change]]\nchannel = \"prevention\"\n" + lines + "\n";
}

/// The numbers of a week under policy p, for those its changes reach.
std::vector<double> numbers(const TinyModel& tiny, Week week, bool reached = true)
{
    std::vector<bool> all(tiny.model().reaches.size(), reached);
    all[0] = true;
    return numbers_in(tiny.model(), tiny.baseline().numbers, {0}, week, {all});
}

double at(const TinyModel& tiny, const std::string& path, Week week)
{
    return numbers(tiny, week)[static_cast<std::size_t>(tiny.number(path).index)];
}

const std::string onset = "need.a.onset.rate";

} // namespace

TEST_CASE("a change without a ramp is there from its first week to the week before its end", "[models][policies]")
{
    Change change;
    change.start = 10;
    change.end = 20;
    CHECK(strength(change, 9) == 0.0);
    CHECK(strength(change, 10) == 1.0);
    CHECK(strength(change, 19) == 1.0);
    CHECK(strength(change, 20) == 0.0);
    change.end = 0; // never
    CHECK(strength(change, 100'000) == 1.0);
}

TEST_CASE("a ramp of four weeks goes by quarters and is full in the fourth", "[models][policies]")
{
    Change change;
    change.start = 10;
    change.ramp = 4;
    CHECK(strength(change, 9) == 0.0);
    CHECK(strength(change, 10) == 0.25);
    CHECK(strength(change, 11) == 0.5);
    CHECK(strength(change, 12) == 0.75);
    CHECK(strength(change, 13) == 1.0);
    CHECK(strength(change, 14) == 1.0);
}

TEST_CASE("scale multiplies, in proportion to ramp and strength", "[models][policies]")
{
    // 0.3 to 0.12 in a ramp of four weeks, at half strength: 0.3 + 0.5 * k/4 * (0.12 - 0.3)
    const TinyModel tiny(house + "[policy.p]\nstrength = 0.5\n" +
                         change("scale = \"" + onset + "\"\namount = 0.4\nstart = \"week 2\"\nramp = \"4 weeks\""));
    CHECK(at(tiny, onset, 1) == 0.3);
    CHECK(at(tiny, onset, 2) == Approx(0.2775).epsilon(1e-14));
    CHECK(at(tiny, onset, 3) == Approx(0.255).epsilon(1e-14));
    CHECK(at(tiny, onset, 4) == Approx(0.2325).epsilon(1e-14));
    CHECK(at(tiny, onset, 5) == Approx(0.21).epsilon(1e-14));
    CHECK(at(tiny, onset, 500) == Approx(0.21).epsilon(1e-14));
}

TEST_CASE("set and add do as they say", "[models][policies]")
{
    const TinyModel set(
        house + change("set = \"" + onset + "\"\namount = { value = 0.7, unit = \"1/year\" }\nramp = \"2 weeks\""));
    CHECK(at(set, onset, 0) == Approx(0.5).epsilon(1e-14));
    CHECK(at(set, onset, 1) == Approx(0.7).epsilon(1e-14));
    const TinyModel add(
        house + change("add = \"" + onset + "\"\namount = { value = 0.1, unit = \"1/year\" }\nramp = \"2 weeks\""));
    CHECK(at(add, onset, 0) == Approx(0.35).epsilon(1e-14));
    CHECK(at(add, onset, 1) == Approx(0.4).epsilon(1e-14));
}

TEST_CASE("an amount in another unit is the same amount", "[models][policies]")
{
    // 0.1 a month is 1.2 a year
    const TinyModel tiny(house + change("add = \"" + onset + "\"\namount = { value = 0.1, unit = \"1/month\" }"));
    CHECK(at(tiny, onset, 0) == Approx(1.5).epsilon(1e-12));
}

TEST_CASE("the changes of a policy apply in their order", "[models][policies]")
{
    const std::string add = change("add = \"" + onset + "\"\namount = { value = 0.1, unit = \"1/year\" }");
    const std::string scale = change("scale = \"" + onset + "\"\namount = 2");
    CHECK(at(TinyModel(house + add + scale), onset, 0) == Approx(0.8).epsilon(1e-14));
    CHECK(at(TinyModel(house + scale + add), onset, 0) == Approx(0.7).epsilon(1e-14));
}

TEST_CASE("weeks do not pile up: a change is made to the baseline's number every week", "[models][policies]")
{
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 0.5"));
    CHECK(at(tiny, onset, 0) == at(tiny, onset, 200));
}

TEST_CASE("a number never leaves its range, whatever is added", "[models][policies]")
{
    const TinyModel tiny(house + "[edge.clinic.visits]\nkind = \"refer\"\nchance = 0.5\n" +
                         change("add = \"edge.clinic.visits.chance\"\namount = 0.9") +
                         change("add = \"" + onset + "\"\namount = { value = -1, unit = \"1/year\" }"));
    CHECK(at(tiny, "edge.clinic.visits.chance", 0) == 1.0);
    CHECK(at(tiny, onset, 0) == 0.0);
}

TEST_CASE("scaling by 1 changes no bit of any number", "[models][policies]")
{
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 1.0\nramp = \"7 weeks\"") +
                         change("scale = \"service.visits.workers\"\namount = 1.0\nramp = \"3 weeks\"") +
                         change("scale = \"service.ward.beds\"\namount = 1.0\nramp = \"5 weeks\""));
    for (Week week = 0; week < 10; ++week) {
        CHECK(numbers(tiny, week) == tiny.baseline().numbers);
    }
}

TEST_CASE("a policy that changes nothing changes no row of any week", "[models][policies]")
{
    const TinyModel tiny(
        house + change("scale = \"" + onset + "\"\namount = 1.0\nstart = \"week 5\"\nramp = \"7 weeks\"") +
            change("scale = \"service.clinic.workers\"\namount = 1.0\nramp = \"3 weeks\"\nend = \"week 30\""),
        300);
    auto plain = tiny.world(80), other = tiny.world(80);
    plain.branch(tiny.scenario("plain"));
    other.branch(tiny.scenario("other"));
    for (Week week = 0; week < 80; ++week) {
        plain.week();
        other.week();
        REQUIRE(plain.row() == other.row());
    }
}

TEST_CASE("two scenarios are the same until their policy begins, and differ after", "[models][policies]")
{
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 10\nstart = \"week 20\""), 300);
    auto plain = tiny.world(40), other = tiny.world(40);
    plain.branch(tiny.scenario("plain"));
    other.branch(tiny.scenario("other"));
    for (Week week = 0; week < 40; ++week) {
        plain.week();
        other.week();
        REQUIRE((plain.row() == other.row()) == (week < 20));
    }
}

TEST_CASE("moving workers makes none and loses none", "[models][policies]")
{
    // 6 and 2.5 at first; 4 are moved over four weeks, and back at the end of week 7
    const TinyModel tiny(
        house +
        change("move = \"service.clinic.workers\"\nto = \"service.visits.workers\"\namount = { value = 4, unit = "
               "\"worker\" }\nramp = \"4 weeks\"\nend = \"week 8\""));
    for (Week week = 0; week < 12; ++week) {
        const double moved = week < 4 ? week + 1 : week < 8 ? 4 : 0;
        CHECK(at(tiny, "service.clinic.workers", week) == 6 - moved);
        CHECK(at(tiny, "service.visits.workers", week) == 2.5 + moved);
    }
}

TEST_CASE("no more workers are moved than there are, should a draw or another policy have left fewer",
          "[models][policies]")
{
    // A file that moves more than it states is refused (E317); what a design does to its numbers is not known then
    const TinyModel tiny(
        house +
        change("move = \"service.visits.workers\"\nto = \"service.clinic.workers\"\namount = { value = 2, unit = "
               "\"worker\" }"));
    auto fewer = tiny.baseline().numbers;
    const auto visits = static_cast<std::size_t>(tiny.number("service.visits.workers").index);
    const auto clinic = static_cast<std::size_t>(tiny.number("service.clinic.workers").index);
    fewer[visits] = 0.5;
    const auto moved = numbers_in(tiny.model(), fewer, {0}, 0, {std::vector<bool>(tiny.model().reaches.size(), true)});
    CHECK(moved[visits] == 0.0);
    CHECK(moved[clinic] == 6.5);
}

TEST_CASE("a count is rounded down where a change leaves a fraction of it, and not otherwise", "[models][policies]")
{
    // 10 beds by 0.75: 7.5 are 7; by 1.0: 10; over a ramp of 4: 10 + k/4 * (7.5 - 10) = 9.375, 8.75, 8.125, 7.5
    const TinyModel less(house + change("scale = \"service.ward.beds\"\namount = 0.75\nramp = \"4 weeks\""));
    CHECK(at(less, "service.ward.beds", 0) == 9.0);
    CHECK(at(less, "service.ward.beds", 1) == 8.0);
    CHECK(at(less, "service.ward.beds", 2) == 8.0);
    CHECK(at(less, "service.ward.beds", 3) == 7.0);
    const TinyModel half(house + change("scale = \"service.visits.workers\"\namount = 0.5"));
    CHECK(at(half, "service.visits.workers", 0) ==
          1.25); // workers are no count: a fraction of one works part of the week
}

TEST_CASE("beds that a policy removes are not given to new admissions", "[models][policies]")
{
    // everybody asks at once for 10 beds, nobody leaves; at half the beds no one more is let in until 5 have gone
    const TinyModel tiny(always_in_need + R"(
[service.ward]
agency = "nhs"
kind = "crisis"
beds = 10
treats = { thirst = 1 }
completion = { value = 0.1, unit = "1/week" }
[edge.community.ward]
kind = "present"
rate = { value = 50, unit = "1/week" }
[scenario.other]
policies = ["p"]
)" + change("scale = \"service.ward.beds\"\namount = 0.5\nstart = \"week 3\""),
                         30);
    auto world = tiny.world(60);
    world.branch(tiny.scenario("other"));
    int before = 0;
    while (world.now() < 60) {
        world.week();
        const int inside = tiny.inside(world, "ward");
        if (world.now() <= 3) {
            CHECK(inside == 10);
        } else {
            CHECK((inside == 5 || (inside > 5 && inside <= before)));
        }
        before = inside;
    }
    CHECK(before == 5);
}

TEST_CASE("a service or an edge that closes is closed from its week to its end, and reopens as it was",
          "[models][policies]")
{
    const TinyModel tiny(house + change("close = \"edge.community.clinic\"\nstart = \"week 2\"\nend = \"week 4\"") +
                         change("close = \"service.ward\"\nstart = \"week 3\""));
    CHECK(at(tiny, "edge.community.clinic.open", 1) == 1.0);
    CHECK(at(tiny, "edge.community.clinic.open", 2) == 0.0);
    CHECK(at(tiny, "edge.community.clinic.open", 4) == 1.0);
    CHECK(at(tiny, "service.ward.open", 2) == 1.0);
    CHECK(at(tiny, "service.ward.open", 300) == 0.0);
}

TEST_CASE("structure does not ramp, nor does strength take half of it", "[models][policies]")
{
    const TinyModel tiny(house + "[policy.p]\nstrength = 0.5\n" + change("close = \"service.ward\""));
    CHECK(at(tiny, "service.ward.open", 0) == 0.0);
    CHECK(mistakes_of(house + change("close = \"service.ward\"\nramp = \"4 weeks\"")) ==
          std::vector<std::string>{"E307"});
}

TEST_CASE("no resident enters through a closed edge", "[models][policies]")
{
    const TinyModel tiny(house + change("close = \"edge.community.clinic\""), 500);
    auto world = tiny.world(100);
    world.branch(tiny.scenario("other"));
    int clinic = 0, ward = 0;
    while (world.now() < 100) {
        world.week();
        clinic += tiny.events(world, "clinic", Event::presented);
        ward += tiny.events(world, "ward", Event::presented);
    }
    CHECK(clinic == 0);
    CHECK(ward > 20);
}

TEST_CASE("merged services send new referrals to the successor", "[models][policies]")
{
    const TinyModel tiny(house + change("merge = [\"clinic\", \"visits\"]\nto = \"visits\"\nstart = \"week 30\""), 500);
    auto world = tiny.world(100);
    world.branch(tiny.scenario("other"));
    int before = 0, clinic = 0;
    while (world.now() < 100) {
        world.week();
        (world.now() <= 30 ? before : clinic) += tiny.events(world, "clinic", Event::presented);
        REQUIRE((world.now() <= 30 || tiny.inside(world, "clinic") == 0));
        REQUIRE(world.audit().empty());
    }
    CHECK(before > 5);
    CHECK(clinic == 0);
}

TEST_CASE("a change with `whom` reaches only the residents it selects", "[models][policies]")
{
    // reached: women, whose hazard is 0.3 * 0.5 * 4 a year; men keep 0.3
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 4\nwhom = { sex = [\"female\"] }"));
    const auto& rules = tiny.scenario("other").at(0);
    REQUIRE(rules.by_reach.size() == 2);
    Covariates woman{}, man{};
    man[static_cast<std::size_t>(tiny.model().attributes.sex)] = 1;
    const auto a_year = [&](std::size_t reach, const Covariates& who) {
        return rules.by_reach[reach].per_week(tiny.model().needs[0].onset, who) * 365.25 / 7;
    };
    CHECK(a_year(0, woman) == Approx(0.15).epsilon(1e-12));
    CHECK(a_year(1, woman) == Approx(0.6).epsilon(1e-12));
    CHECK(a_year(0, man) == Approx(0.3).epsilon(1e-12));

    auto world = tiny.world(2);
    world.branch(tiny.scenario("other"));
    for (const auto& r : world.state().residents) {
        REQUIRE(r.reach == (r.covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] == 0 ? 1 : 0));
    }
}

TEST_CASE("a change for women does not affect men", "[models][policies]")
{
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 4\nwhom = { sex = [\"female\"] }"), 1000);
    auto plain = tiny.world(60), other = tiny.world(60);
    plain.branch(tiny.scenario("plain"));
    other.branch(tiny.scenario("other"));
    const auto count = [&](const World& world, int sex) {
        int with = 0;
        for (const auto& r : world.state().residents) {
            with += r.covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] == sex &&
                            r.covariates[static_cast<std::size_t>(tiny.model().needs[0].ever)] == 0 &&
                            r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)] > 0
                        ? 1
                        : 0;
        }
        return with;
    };
    while (plain.now() < 3) { // before the queues at the clinic, where women and men meet, fill
        plain.week();
        other.week();
        CHECK(count(plain, 1) == count(other, 1));
    }
    while (plain.now() < 60) {
        plain.week();
        other.week();
    }
    CHECK(count(other, 0) > count(plain, 0));
}

TEST_CASE("reaches combine: each combination of two has its own rules", "[models][policies]")
{
    // women by 2, q3 (everybody here) by 3, everyone by 5
    const TinyModel tiny(house + change("scale = \"" + onset + "\"\namount = 2\nwhom = { sex = [\"female\"] }") +
                         change("scale = \"" + onset + "\"\namount = 3\nwhom = { deprivation = [\"q3\"] }") +
                         change("scale = \"" + onset + "\"\namount = 5"));
    const auto& rules = tiny.scenario("other");
    REQUIRE(rules.reaches().size() == 2);
    const auto& version = rules.at(0);
    REQUIRE(version.by_reach.size() == 4);
    const double base = 0.3 * 7 / 365.25;
    Covariates man{};
    man[static_cast<std::size_t>(tiny.model().attributes.sex)] = 1;
    const double factors[] = {5, 10, 15, 30};
    for (std::size_t combination = 0; combination < 4; ++combination) {
        CHECK(version.by_reach[combination].per_week(tiny.model().needs[0].onset, man) ==
              Approx(base * factors[combination]).epsilon(1e-12));
    }
}

TEST_CASE("rules have a version for each week of a ramp and none for the weeks between", "[models][policies]")
{
    // week 0; a ramp of three weeks from 10; an end at 20
    const TinyModel tiny(house + change("scale = \"" + onset +
                                        "\"\namount = 2\nstart = \"week 10\"\nramp = \"3 weeks\"\nend = \"week 20\""));
    const auto& rules = tiny.scenario("other");
    CHECK(rules.versions() == 5);
    for (const auto& [week, from] : {std::pair{0, 0}, std::pair{9, 0}, std::pair{10, 10}, std::pair{11, 11},
                                     std::pair{12, 12}, std::pair{19, 12}, std::pair{20, 20}, std::pair{200, 20}}) {
        CHECK(rules.at(week).from == from);
    }
    CHECK(rules.at(0).changed.empty());
    CHECK(rules.at(10).changed == std::vector<HazardId>{tiny.model().needs[0].onset});
}

TEST_CASE("a change of a service's number may not differ by resident", "[models][policies]")
{
    CHECK(mistakes_of(house + change("scale = \"service.ward.beds\"\namount = 2\nwhom = { sex = [\"female\"] }")) ==
          std::vector<std::string>{"E305"});
    CHECK(mistakes_of(house + change("scale = \"" + onset + "\"\namount = 2\nwhom = { need = { a = 1 } }")) ==
          std::vector<std::string>{"E306"});
}

TEST_CASE("more workers need a word that they are new", "[models][policies]")
{
    const std::string add = "add = \"service.clinic.workers\"\namount = { value = 2, unit = \"worker\" }\n";
    CHECK(mistakes_of(house + change(add)) == std::vector<std::string>{"E311"});
    CHECK(mistakes_of(house + change(add + "new_staff = true")).empty());
}

TEST_CASE("a change for those with a need reaches them while they have it", "[models][policies]")
{
    const TinyModel tiny(house + change("scale = \"need.a.easing.rate\"\namount = 3\nwhom = { need = { a = 1 } }"),
                         400);
    const auto& rules = tiny.scenario("other").at(0);
    REQUIRE(rules.by_reach.size() == 2);
    const auto easing = tiny.model().needs[0].easing[1];
    CHECK(rules.by_reach[1].per_week(easing, {}) == Approx(3 * rules.by_reach[0].per_week(easing, {})).epsilon(1e-14));
    // those who had the need in week 0 ease at 3 * 2 a year, clinics apart: nobody asks in the first week before easing
    auto world = tiny.world(1);
    world.branch(tiny.scenario("other"));
    for (const auto& r : world.state().residents) {
        REQUIRE(r.reach == (r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)] > 0 ? 1 : 0));
    }
}

TEST_CASE("retargeting an edge closes one route and opens the other", "[models][policies]")
{
    const TinyModel tiny(
        house + "[edge.clinic.visits]\nkind = \"refer\"\n[edge.clinic.ward]\nkind = \"refer\"\nopen = false\n" +
        change("retarget = \"edge.clinic.visits\"\nto = \"ward\"\nstart = \"week 3\""));
    CHECK(at(tiny, "edge.clinic.visits.open", 2) == 1.0);
    CHECK(at(tiny, "edge.clinic.ward.open", 2) == 0.0);
    CHECK(at(tiny, "edge.clinic.visits.open", 3) == 0.0);
    CHECK(at(tiny, "edge.clinic.ward.open", 3) == 1.0);
}

TEST_CASE("under policies as without, waking residents only when something may happen changes nothing",
          "[models][policies]")
{
    const TinyModel tiny(
        house + R"(
[service.hostel]
agency = "council"
kind = "response"
workers = { value = 3, unit = "worker" }
caseload = 4
treats = { a = 2 }
works_without_relationship = 0.2
assessments = { value = 2.5, unit = "1/week" }
relationship = { growth = 0.15, decay = 0.3, carry = 0.4 }
turnover = { value = 2, unit = "1/year" }
missed = { value = 10, unit = "1/year" }
missed_limit = 2
completion = { value = 3, unit = "1/year" }
drop_out = { value = 2, unit = "1/year" }
abandonment = { value = 5, unit = "1/year" }
[edge.community.hostel]
kind = "present"
needs = { a = 1 }
by_need.a = { value = [0, 4, 4, 4], unit = "1/year" }
[edge.hostel.clinic]
kind = "step_down"
chance = 0.5
delay = "3 weeks"
lost = 0.2
)" +
            change("scale = \"" + onset +
                   "\"\namount = 6\nstart = \"week 20\"\nramp = \"9 weeks\"\nwhom = { sex = [\"male\"] }") +
            change("scale = \"need.a.easing.rate\"\namount = 3\nstart = \"week 10\"\nwhom = { need = { a = 1 } }") +
            change("set = \"service.hostel.relationship.growth\"\namount = 0.02\nstart = \"week 35\"") +
            change("close = \"edge.community.ward\"\nstart = \"week 30\"\nend = \"week 50\"") +
            change("scale = \"service.hostel.completion\"\namount = 4\nstart = \"week 40\"\nramp = \"13 weeks\""),
        300);
    auto events = tiny.world(120, 3, false, Stepping::events);
    auto plain = tiny.world(120, 3, false, Stepping::reference);
    auto early = tiny.world(120, 3, false, Stepping::early_wakes);
    for (Week week = 0; week < 20; ++week) {
        events.week();
        plain.week();
        early.week();
    }
    for (auto* world : {&events, &plain, &early}) {
        world->branch(tiny.scenario("other"));
    }
    while (events.now() < 120) {
        events.week();
        plain.week();
        early.week();
        INFO("week " << events.now());
        REQUIRE(events.row() == plain.row());
        REQUIRE(events.row() == early.row());
        REQUIRE(events.costs() == plain.costs());
        REQUIRE(events.audit().empty());
    }
    CHECK(events.steps_taken() < plain.steps_taken() / 2);
}
