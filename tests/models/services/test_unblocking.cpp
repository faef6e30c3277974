// A hub with money wins services for those whom they keep out: about one a week here, later than the others, and at a
// cost.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Ten residents are held by a hub in week 0, and known to drink; its clinic keeps out who does. The hub has 101.57 GBP
/// a week from week 0 on, and knows of them from week 1 on.
std::string house(const std::string& key_work, const std::string& clinic = "excludes = { drink = 1 }\n")
{
    return always_in_need + R"(
[need.drink]
[need.drink.onset]
rate = { value = 0, unit = "1/year" }
[need.drink.start_by.sex.female]
established = 1
[need.drink.start_by.sex.male]
established = 1
[service.hub]
agency = "council"
kind = "hub"
beds = 10
treats = { drink = 0 }
assessments = { value = 100, unit = "1/week" }
completion = { value = 0.001, unit = "1/year" }
[service.hub.key_work]
mode = "parallel"
unblock_budget = { value = 5300, unit = "GBP/year" }
unblock_cost = { value = 100, unit = "GBP" }
)" + key_work +
           R"([service.clinic]
agency = "council"
kind = "response"
beds = 10
treats = { thirst = 0 }
completion = { value = 0.001, unit = "1/year" }
)" + clinic +
           R"([edge.community.hub]
kind = "present"
rate = { value = 40, unit = "1/week" }
[edge.hub.clinic]
kind = "draw"
delay = "2 weeks"
whom = { treatment.drink = ["first_2w", "on"] }
)";
}

/// By week: unblocked, inside the clinic, pence.
struct Weeks {
    std::vector<int> unblocked, inside, written_off;
    std::vector<std::int64_t> cost;
};

Weeks simulated(const std::string& text, Week weeks)
{
    const TinyModel tiny(text, 10);
    Weeks result;
    tiny.simulated(weeks, [&](const World& world) {
        result.unblocked.push_back(tiny.events(world, "hub", Event::unblocked));
        result.inside.push_back(tiny.inside(world, "clinic"));
        result.written_off.push_back(count(world, [](const Resident& r) { return r.written_off != 0; }));
        result.cost.push_back(world.costs().at(0));
        CHECK(world.audit().empty());
    });
    return result;
}

} // namespace

TEST_CASE("money opens one barred door a week, and each is paid for", "[models][services][unblocking]")
{
    const auto weeks = simulated(house(""), 6);
    CHECK(weeks.unblocked == std::vector<int>{0, 2, 1, 1, 1, 1}); // in week 1 with the money of two
    CHECK(weeks.cost == std::vector<std::int64_t>{0, 20000, 10000, 10000, 10000, 10000});
    CHECK(weeks.inside == std::vector<int>{0, 0, 0, 2, 3, 4});
}

TEST_CASE("what had to be won comes later", "[models][services][unblocking]")
{
    const auto weeks = simulated(house("unblock_delay = \"3 weeks\"\n"), 8);
    CHECK(weeks.inside == std::vector<int>{0, 0, 0, 0, 0, 0, 2, 3});
}

TEST_CASE("what is learned after so many records is won no more", "[models][services][unblocking]")
{
    const auto weeks = simulated(house("learning_after = 3\n"), 6);
    CHECK(weeks.unblocked == std::vector<int>{0, 2, 1, 0, 0, 0}); // then the door is open to all of the others at once
    CHECK(weeks.inside == std::vector<int>{0, 0, 0, 2, 3, 10});
}

TEST_CASE("a hub removes a refusal only where it is allowed to", "[models][services][unblocking]")
{
    // All ask at the clinic too, and are written off in week 0.
    const auto door = "written_off = 1\nassessments = { value = 100, unit = \"1/week\" }\n";
    const auto doors = "[edge.community.clinic]\nkind = \"present\"\nrate = { value = 40, unit = \"1/week\" }\n";
    const auto written_off = simulated(house("", door) + doors, 6);
    CHECK(written_off.inside == std::vector<int>(6, 0));
    CHECK(written_off.unblocked == std::vector<int>(6, 0));
    const auto back = simulated(house("unblocks = [\"excluded\", \"written_off\"]\n", door) + doors, 6);
    CHECK(back.unblocked == std::vector<int>{0, 2, 1, 1, 1, 1});
    CHECK(back.written_off == std::vector<int>{10, 8, 7, 6, 5, 4});
    CHECK(back.inside == std::vector<int>{0, 0, 0, 2, 3, 4}); // a resident who is drawn in is not assessed again
}

TEST_CASE("only exclusions that money opened are records to learn from", "[models][services][unblocking]")
{
    // Women drink and are kept out; men do not, and are written off at the clinic's own door. Money wins both back.
    auto text = house("unblocks = [\"excluded\", \"written_off\"]\n",
                      "excludes = { drink = 1 }\nwritten_off = 1\nassessments = { value = 100, unit = \"1/week\" }\n") +
                "[edge.community.clinic]\nkind = \"present\"\nrate = { value = 40, unit = \"1/week\" }\n"
                "whom = { sex = [\"male\"] }\n";
    const std::string men_drink = "[need.drink.start_by.sex.male]\nestablished = 1\n";
    text.erase(text.find(men_drink), men_drink.size());
    text.replace(text.find("treats = { drink = 0 }"), 22, "treats = { drink = 0, thirst = 0 }");
    const TinyModel tiny(text, 10);
    const auto world = tiny.simulated(7);
    const auto hub = static_cast<std::size_t>(tiny.service("hub")),
               clinic = static_cast<std::size_t>(tiny.service("clinic"));
    const auto won = [&](int sex) {
        return count(world,
                     [&](const Resident& r) { return r.unblocked != 0 && level(tiny.model(), r, "sex") == sex; });
    };
    CHECK(won(0) > 0);
    CHECK(won(1) > 0);
    CHECK(world.state().desks[hub].blockers.at(clinic) == won(0));
}

TEST_CASE("unblocking is the same by events and week by week", "[models][services][unblocking]")
{
    expect_the_same_weeks(TinyModel(house("unblock_delay = \"3 weeks\"\nunblocks = [\"written_off\"]\n"), 60));
}
