// Services that policies merge into one another, one after the other or in a circle.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::tests;

namespace {

/// Three services that everybody needs. Residents ask at `clinic` alone, in effect; 20 of 200 hold its beds.
std::string three_services()
{
    std::string text = always_in_need;
    for (const auto& [name, beds] : {std::pair("clinic", 20), std::pair("ward", 40), std::pair("hub", 60)}) {
        text += "[service." + std::string(name) +
                "]\nagency = \"nhs\"\nkind = \"response\"\ntreats = { thirst = 0 }\nbeds = " + std::to_string(beds) +
                "\ncompletion = " + weekly(0.05) + "\n";
    }
    for (const auto& [name, rate] : {std::pair("clinic", 0.3), std::pair("ward", 1e-9), std::pair("hub", 1e-9)}) {
        text += "[edge.community." + std::string(name) + "]\nkind = \"present\"\nrate = " + weekly(rate) + "\n";
    }
    return text;
}

/// Scenario `other`, with changes of structure in this order.
std::string changes(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines) {
        text += "[[policy.p.change]]\n" + line + "\nchannel = \"structure\"\n";
    }
    return text + "[scenario.other]\npolicies = [\"p\"]\n";
}

std::string merger(const std::string& from, const std::string& to, const std::string& when = "")
{
    return "merge = [\"" + from + "\"]\nto = \"" + to + "\"\n" + when;
}

/// 20 weeks of the baseline, then one week of `other`.
World parted(const TinyModel& tiny)
{
    auto world = tiny.simulated(20);
    REQUIRE(tiny.inside(world, "clinic") == 20);
    REQUIRE(tiny.waiting(world, "clinic") > 100);
    world.branch(tiny.scenario("other"));
    world.week();
    REQUIRE(world.audit().empty());
    return world;
}

std::vector<ServiceId> answering(const TinyModel& tiny)
{
    const auto& all = tiny.scenario("other").at(0).answering;
    std::vector<ServiceId> result;
    for (const auto* name : {"clinic", "ward", "hub"}) {
        result.push_back(all[static_cast<std::size_t>(tiny.service(name))]);
    }
    return result;
}

} // namespace

TEST_CASE("the last service of a chain of mergers answers, in whatever order they are stated", "[models][policies]")
{
    const auto first = merger("clinic", "ward"), second = merger("ward", "hub");
    for (const auto& order : {std::vector{first, second}, std::vector{second, first}}) {
        const TinyModel tiny(three_services() + changes(order), 200);
        const auto hub = tiny.service("hub");
        CHECK(answering(tiny) == std::vector{hub, hub, hub});
        auto world = parted(tiny);
        world.week(); // who was transferred joins the queue in the week after
        for (const auto* left : {"clinic", "ward"}) {
            CHECK(tiny.inside(world, left) == 0);
            CHECK(tiny.waiting(world, left) == 0);
        }
        CHECK(tiny.inside(world, "hub") == 60);
        CHECK(tiny.waiting(world, "hub") > 60);
    }
}

TEST_CASE("residents are discharged where the service that takes over is closed", "[models][policies]")
{
    const TinyModel tiny(three_services() + changes({merger("clinic", "ward"), "close = \"service.ward\""}), 200);
    CHECK(answering(tiny) == std::vector<ServiceId>{-1, -1, tiny.service("hub")});
    const auto world = parted(tiny);
    CHECK(tiny.events(world, "clinic", Event::discharged) > 120);
    CHECK(tiny.events(world, "clinic", Event::transferred) == 0);
    for (const auto* name : {"clinic", "ward", "hub"}) {
        const auto& desk = world.state().desks[static_cast<std::size_t>(tiny.service(name))];
        CHECK(desk.inside.size() + desk.treatment.size() == 0);
    }
}

TEST_CASE("services merged in a circle are closed", "[models][policies]")
{
    const TinyModel tiny(three_services() + changes({merger("clinic", "ward"), merger("ward", "clinic")}), 200);
    CHECK(answering(tiny) == std::vector<ServiceId>{-1, -1, tiny.service("hub")});
    const auto world = parted(tiny);
    CHECK(world.state().desks[static_cast<std::size_t>(tiny.service("clinic"))].treatment.empty());
}

TEST_CASE("residents are stepped when another service begins to answer for the target of an edge", "[models][policies]")
{
    // The clinic is merged throughout. What becomes of the ward makes its edge usable or not: by events as in plain
    // weeks.
    for (const auto& later : {merger("ward", "hub", "end = \"week 4\""), merger("ward", "hub", "start = \"week 9\""),
                              std::string("close = \"service.ward\"\nstart = \"week 3\"\nend = \"week 30\"")}) {
        const TinyModel tiny(three_services() + changes({merger("clinic", "ward"), later}), 85);
        expect_the_same_weeks(tiny, "other", 10);
    }
}
