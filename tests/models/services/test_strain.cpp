// What overload does to who leaves, and how those work who come in their place.

#include "models/services/capacity.hpp"
#include "tests/support/helped.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// One worker for each resident, who all ask in week 0 and stay. Nobody leaves but as a scenario says.
std::string team(const std::string& says)
{
    return service("one", "workers = { value = 2000, unit = \"worker\" }\ncaseload = 1\ntreats = { a = 2 }\n"
                          "turnover = " +
                              weekly(0) + "\ncompletion = " + weekly(0) + "\n" + says) +
           open_door("one");
}

/// Everybody leaves in these weeks, and in no other.
std::string all_leave_in(const std::vector<int>& weeks)
{
    std::string text = "[policy.leaving]\n[scenario.leaving]\npolicies = [\"leaving\"]\n";
    for (const int week : weeks) {
        text += "[[policy.leaving.change]]\nset = \"service.one.turnover\"\namount = " + weekly(40) +
                "\nstart = \"week " + std::to_string(week) + "\"\nend = \"week " + std::to_string(week + 1) +
                "\"\nchannel = \"workforce\"\n";
    }
    return text;
}

const std::string new_for_three_weeks = "newcomer = { weeks = \"3 weeks\", dose = 0.25 }\n";

} // namespace

TEST_CASE("a newcomer gives a part of the dose, for so long", "[models][services]")
{
    // replaced at once in week 1: full in week 1, a quarter of 2 in weeks 2 to 4, full again from week 5 on
    check_effect(TinyModel(had_need(0.02) + team(new_for_three_weeks) + all_leave_in({1})), {2.0, 0.5, 0.5, 0.5, 2.0},
                 "leaving");
    // nobody leaves: nobody is new
    check_effect(TinyModel(had_need(0.02) + team(new_for_three_weeks) + all_leave_in({30})), {2.0});
}

TEST_CASE("a newcomer's dose rises in equal steps", "[models][services]")
{
    // a quarter of 2, then a half, three quarters, all of it
    const std::string in_three = "newcomer = { weeks = \"3 weeks\", dose = 0.25, steps = 3 }\n";
    check_effect(TinyModel(had_need(0.02) + team(in_three) + all_leave_in({1})), {2.0, 0.5, 1.0, 1.5, 2.0}, "leaving");
    // two steps of three weeks: 0.2 and 0.6 of 2; the post stood empty for two weeks, covered in full
    const std::string in_two = "newcomer = { weeks = \"6 weeks\", dose = 0.2, steps = 2 }\nvacancy = \"2 weeks\"\n";
    check_effect(TinyModel(had_need(0.02) + team(in_two) + all_leave_in({1})),
                 {2.0, 2.0, 2.0, 0.4, 0.4, 0.4, 1.2, 1.2, 1.2, 2.0}, "leaving");
    // five weeks in two steps: the longer one first
    const std::string uneven = "newcomer = { weeks = \"5 weeks\", dose = 0.2, steps = 2 }\n";
    check_effect(TinyModel(had_need(0.02) + team(uneven) + all_leave_in({1})), {2.0, 0.4, 0.4, 0.4, 1.2, 1.2, 2.0},
                 "leaving");
}

TEST_CASE("colleagues cover a vacant post at full dose until it is filled", "[models][services]")
{
    // left in week 1, filled in week 1 + 2, new until week 6
    check_effect(TinyModel(had_need(0.02) + team(new_for_three_weeks + "vacancy = \"2 weeks\"\n") + all_leave_in({1})),
                 {2.0, 2.0, 2.0, 0.5, 0.5, 0.5, 2.0}, "leaving");
}

TEST_CASE("a new worker's cases are covered like any other's after leaving", "[models][services]")
{
    // left in week 1, filled in 3; left again in 4, filled in 6 and new until 9
    check_effect(
        TinyModel(had_need(0.02) + team(new_for_three_weeks + "vacancy = \"2 weeks\"\n") + all_leave_in({1, 4})),
        {2.0, 2.0, 2.0, 0.5, 2.0, 2.0, 0.5, 0.5, 0.5, 2.0}, "leaving");
}

TEST_CASE("who is admitted by a newcomer is helped as the newcomer's other cases are", "[models][services]")
{
    // Nobody is inside in week 0 when all leave: with a vacancy even so. Filled and admitted in week 2, new until
    // week 5.
    check_effect(TinyModel(had_need(0.02) + team(new_for_three_weeks + "vacancy = \"2 weeks\"\n") + all_leave_in({0})),
                 {0.0, 0.0, 0.5, 0.5, 0.5, 2.0}, "leaving");
}

TEST_CASE("a newcomer who gives the whole dose changes nothing", "[models][services]")
{
    const auto with = [](const std::string& says) {
        return TinyModel(had_need(0.05) +
                             service("one", "workers = { value = 9, unit = \"worker\" }\ncaseload = 10\n"
                                            "treats = { a = 2 }\nturnover = " +
                                                weekly(0.1) + "\ncompletion = " + weekly(0.05) + "\n" + says) +
                             open_door("one"),
                         300);
    };
    const auto one = with("newcomer = { weeks = \"6 weeks\", dose = 1 }\nstrain = 1\n"), other = with("");
    auto mine = one.world(60), theirs = other.world(60);
    while (mine.now() < 60) {
        mine.week();
        theirs.week();
        REQUIRE(mine.row() == theirs.row());
    }
}

TEST_CASE("workers who hold more than their caseload leave the sooner", "[models][services]")
{
    // 4,000 posts of one case each, all held in week 0. In week 1 half leave: load 2, a whole caseload above, ten
    // tenths: hazard ln 2 x 1.05^10 = 1.1291, so that in week 2 a share 1 - exp(-1.1291) = 0.6767 of those there
    // leaves.
    TinyModel tiny(
        always_in_need +
            service("one",
                    "workers = { value = 4000, unit = \"worker\" }\ncaseload = 1\n"
                    "treats = { thirst = 0 }\nvacancy = \"50 weeks\"\nstrain = 1.05\n"
                    "turnover = " +
                        weekly(std::log(2.0)) + "\ncompletion = " + weekly(0) +
                        "\n[service.one.at_start]\nheld = 4000\n[edge.community.one]\nkind = \"present\"\nrate = " +
                        weekly(0)) +
            "[policy.late]\n[[policy.late.change]]\nset = \"service.one.turnover\"\namount = " + weekly(0) +
            "\nend = \"week 1\"\nchannel = \"workforce\"\n[scenario.late]\npolicies = [\"late\"]\n",
        5000);
    auto world = tiny.world(3);
    world.branch(tiny.scenario("late"));
    const auto& one = tiny.model().services[0];
    const auto filled = [&](Week week) { return 4000.0 / load(one, tiny.rules(), world.state().desks[0], week); };
    world.week();
    CHECK(tiny.inside(world, "one") == 4000);
    CHECK(load(one, tiny.rules(), world.state().desks[0], 0) == 1.0);
    world.week();
    const double there = filled(1);
    CHECK(std::abs(there - 2000) < 4.5 * std::sqrt(4000 * 0.25));
    world.week();
    const double above = 4000 / there - 1;
    const double leaves = 1 - std::exp(-std::log(2.0) * std::pow(1.05, 10 * above));
    CHECK(leaves == Approx(0.6767).margin(0.02));
    CHECK(std::abs(filled(2) - there * (1 - leaves)) < 4.5 * std::sqrt(there * leaves * (1 - leaves)));
}

TEST_CASE("workers leave the sooner the less supervision they have", "[models][services]")
{
    // a quarter of what they need, half as many again with none: hazard ln 2 x 1.5^0.75 = 0.9395, 1 - exp(-0.9395) =
    // 0.6092; with all that they need a half
    for (const auto& [given, leaves] : {std::pair{0.25, 0.6092}, std::pair{1.0, 0.5}}) {
        const TinyModel tiny(
            always_in_need + service("one", "workers = { value = 4000, unit = \"worker\" }\ncaseload = 1\n"
                                            "treats = { thirst = 0 }\nturnover = " +
                                                weekly(std::log(2.0)) + "\nsupervision = { given = " +
                                                std::to_string(given) + ", without = 1.5 }\ncompletion = " + weekly(0) +
                                                "\n[service.one.at_start]\nheld = 4000\n"
                                                "[edge.community.one]\nkind = \"present\"\nrate = " +
                                                weekly(0)),
            5000);
        auto world = tiny.world(2);
        world.week();
        world.week();
        CHECK(tiny.inside(world, "one") == 4000);
        CHECK(std::abs(tiny.events(world, "one", Event::worker_left) - 4000 * leaves) <
              4.0 * std::sqrt(4000 * leaves * (1 - leaves)));
    }
}

TEST_CASE("strain and newcomers are the same by events and week by week", "[models][services]")
{
    expect_the_same_weeks(TinyModel(
        had_need(0.05) +
            service("one", "workers = { value = 6, unit = \"worker\" }\ncaseload = 12\ntreats = { a = 2 }\n"
                           "vacancy = \"5 weeks\"\nstrain = 1.3\nnewcomer = { weeks = \"8 weeks\", dose = "
                           "0.4, steps = 3 }\nworks_without_relationship = 0.5\nrelationship = { growth = 0.1, decay = "
                           "0.2, carry = 0.3 }\nturnover = " +
                               weekly(0.03) + "\ncompletion = " + weekly(0.02) + "\ndrop_out = " + weekly(0.01) +
                               "\n") +
            open_door("one"),
        300));
}

TEST_CASE("without turnover there is no strain and no new worker", "[models][services]")
{
    const auto codes = [](const std::string& says) {
        return mistakes_of(had_need(0.02) + service("one", "beds = 5\ncompletion = " + weekly(0.1) + "\n" + says) +
                           open_door("one"));
    };
    CHECK(codes("treats = { a = 1 }\nstrain = 1.1\n") == std::vector<std::string>{"E225"});
    CHECK(codes("treats = { a = 1 }\n" + new_for_three_weeks) == std::vector<std::string>{"E225"});
}
