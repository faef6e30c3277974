// Waits that a closure interrupts.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace meam;
using namespace meam::tests;

namespace {

/// 2 beds that are never left, and 100 residents who ask at once; the desk closes as `when` says.
std::string desk(const std::string& when, const std::string& more = "")
{
    return always_in_need +
           "[service.desk]\nagency = \"nhs\"\nkind = \"response\"\ntreats = { thirst = 0 }\nbeds = 2\n"
           "stay = { at_least = \"5000 weeks\", at_most = \"5000 weeks\" }\n" +
           more + "[edge.community.desk]\nkind = \"present\"\nrate = " + weekly(38) +
           "\n[[policy.p.change]]\nclose = \"service.desk\"\n" + when +
           "channel = \"structure\"\n[scenario.other]\npolicies = [\"p\"]\n";
}

/// 4 weeks of the baseline, then some of `other`; each(world) is called after every week of `other`.
template <class Each> void parted(const TinyModel& tiny, Week weeks, Each&& each)
{
    auto world = tiny.world(4 + weeks);
    while (world.now() < 4 + weeks) {
        if (world.now() == 4) {
            REQUIRE(tiny.waiting(world, "desk") > 0);
            world.branch(tiny.scenario("other"));
        }
        world.week();
        REQUIRE(world.audit().empty());
        if (world.now() > 4) {
            each(world);
        }
    }
}

int joined(const TinyModel& tiny, const World& world)
{
    return world.row()[tiny.layout().queue_joined];
}

} // namespace

TEST_CASE("residents whom a closure turns out of a queue are counted as waiting", "[models][services]")
{
    const TinyModel tiny(desk("start = \"week 1\"\n"), 100);
    parted(tiny, 30, [&](const World& world) {
        CHECK(tiny.waiting(world, "desk") == 98);
        CHECK(tiny.events(world, "desk", Event::discharged) == (world.now() == 6 ? 98 : 0));
        CHECK(world.state().desks[0].treatment.size() == (world.now() < 6 ? 98U : 0U));
        CHECK(joined(tiny, world) == 0);
    });
}

TEST_CASE("a return to the queue after a closure is not another wait", "[models][services]")
{
    const TinyModel tiny(desk("start = \"week 1\"\nend = \"week 5\"\n"), 100);
    parted(tiny, 10, [&](const World& world) {
        CHECK(tiny.waiting(world, "desk") == 98);
        CHECK(joined(tiny, world) == 0);
        const auto turned_out = world.state().desks[0].turned_out[1].size();
        CHECK(turned_out == (world.now() < 6 || world.now() > 9 ? 0U : 98U));
    });
}

TEST_CASE("residents turned out of a queue give up in the weeks in which they would have in the queue",
          "[models][services]")
{
    // Nobody asks a second time: the edge is closed too. The points of abandonment are the same in both.
    const auto queue = "abandonment = " + weekly(0.2) + "\n";
    const auto shut = "[[policy.q.change]]\nclose = \"edge.community.desk\"\nchannel = \"structure\"\n"
                      "[scenario.shut]\npolicies = [\"q\"]\n[scenario.both]\npolicies = [\"p\", \"q\"]\n";
    const TinyModel tiny(desk("start = \"week 1\"\n", queue) + shut, 100);
    auto shut_edge = tiny.world(34), closed = tiny.world(34);
    while (closed.now() < 34) {
        if (closed.now() == 4) {
            shut_edge.branch(tiny.scenario("shut"));
            closed.branch(tiny.scenario("both"));
        }
        shut_edge.week();
        closed.week();
        REQUIRE(tiny.waiting(closed, "desk") == tiny.waiting(shut_edge, "desk"));
    }
    CHECK(tiny.waiting(closed, "desk") < 10);
}

TEST_CASE("residents turned out of a queue no longer wait when they die or move away", "[models][services]")
{
    const TinyModel tiny(desk("start = \"week 1\"\n") + "[death.any]\nrate = " + weekly(0.3) +
                             "\n[departure]\nrate = " + weekly(0.3) + "\n",
                         100);
    parted(tiny, 30, [&](const World& world) {
        int present = 0;
        for (const auto& r : world.state().residents) {
            present += r.standing == Standing::present ? 1 : 0;
        }
        CHECK(tiny.waiting(world, "desk") <= present);
        CHECK((world.now() < 30 || tiny.waiting(world, "desk") == 0));
    });
}

TEST_CASE("waits that a closure interrupts are the same by events and in plain weeks", "[models][services]")
{
    const auto more = "abandonment = " + weekly(0.05) + "\nassessments = { value = 3, unit = \"1/week\" }\n";
    const TinyModel tiny(desk("start = \"week 1\"\nend = \"week 9\"\nrepeats = \"20 weeks\"\n", more) +
                             "[death.any]\nrate = " + weekly(0.01) + "\n",
                         100);
    expect_the_same_weeks(tiny, "other", 10);
}
