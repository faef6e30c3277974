// Places where residents ask one service at a time; ways without delay; services that are for more than they treat.

#include "models/processes/help_seeking.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr double certain_in_a_week = 40.0; ///< a hazard that leaves nobody
const char* const hardly_ever_left = "drop_out = { value = 1e-9, unit = \"1/year\" }\n";

std::string place(int residents, bool one_at_a_time)
{
    return "[place.hamlet]\nresidents = " + std::to_string(residents) +
           "\none_at_a_time = " + (one_at_a_time ? "true" : "false") +
           "\nsex = { female = 0.5, male = 0.5 }\nage = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 "
           "}\n";
}

std::string service(const std::string& name, const std::string& more)
{
    return "[service." + name + "]\nagency = \"council\"\nkind = \"response\"\ntreats = { thirst = 0 }\n" +
           hardly_ever_left + more;
}

std::string door(const std::string& to, double rate = certain_in_a_week)
{
    return "[edge.community." + to + "]\nkind = \"present\"\nrate = " + weekly(rate) + "\n";
}

int present(const World& world, const TinyModel& tiny, const std::string& name)
{
    return tiny.inside(world, name) + tiny.waiting(world, name);
}

} // namespace

TEST_CASE("who may ask one service at a time takes the week's first door, each as likely", "[models][services]")
{
    const std::string doors = service("left", "beds = 100000\n") + service("right", "beds = 100000\n") + door("left") +
                              door("right") + always_in_need;
    const TinyModel tiny(doors + place(10000, true));
    const auto world = tiny.simulated(4);
    CHECK(tiny.inside(world, "left") + tiny.inside(world, "right") == 10000);
    CHECK(std::abs(tiny.inside(world, "left") - 5000) < 200); // binomial, four deviations
    const TinyModel both(doors + place(10000, false));
    const auto free = both.simulated(4);
    CHECK(both.inside(free, "left") == 10000);
    CHECK(both.inside(free, "right") == 10000);
}

TEST_CASE("with one service at a time, nobody requests while waiting or in the week an engagement ends",
          "[models][services]")
{
    // Only the clinic's episodes end, each after one week; the other door is always tried.
    const TinyModel tiny(service("clinic", "beds = 100000\nstay = { at_most = \"1 week\" }\n") + door("clinic") +
                         always_in_need + place(50, true));
    std::vector<int> inside;
    tiny.simulated(6, [&](const World& world) { inside.push_back(tiny.inside(world, "clinic")); });
    CHECK(inside == std::vector<int>{50, 0, 50, 0, 50, 0}); // out in week 1, back in week 2
    const TinyModel queue(service("full", "beds = 1\n") + service("open", "beds = 100000\n") + door("full") +
                          always_in_need + place(50, true) +
                          "[edge.community.open]\nkind = \"present\"\nrate = " + weekly(0.5) + "\n");
    const auto world = queue.simulated(20);
    CHECK(present(world, queue, "full") + present(world, queue, "open") == 50); // each in one queue, for good
}

TEST_CASE("engaged residents may request a placebo, which blocks no other request", "[models][services]")
{
    const TinyModel tiny(service("left", "beds = 100000\n") + door("left") + always_in_need + place(50, true) +
                         "[service.watch]\nagency = \"council\"\nkind = \"placebo\"\n" + hardly_ever_left +
                         "beds = 1000\ntreats = { thirst = 0 }\n" + door("watch"));
    const auto world = tiny.simulated(2);
    CHECK(tiny.inside(world, "left") == 50);
    const auto& residents = world.state().residents;
    CHECK(std::ranges::all_of(residents,
                              [&](const Resident& r) { return engagement_with(r, tiny.service("watch")) >= 0; }));
}

TEST_CASE("a referral without delay is queued this week, any other at least a week later", "[models][services]")
{
    const auto second = [](const std::string& delay) {
        const TinyModel tiny(service("first", "beds = 100\nstay = { at_most = \"1 week\" }\n") +
                             service("next", "beds = 100\n") + door("first") + always_in_need + place(50, true) +
                             "[edge.first.next]\nkind = \"step_down\"\n" + delay);
        std::vector<int> inside;
        tiny.simulated(4, [&](const World& world) { inside.push_back(present(world, tiny, "next")); });
        return inside;
    };
    CHECK(second("delay = \"0 weeks\"\n") == std::vector<int>{0, 50, 50, 50});
    CHECK(second("delay = \"1 week\"\n") == std::vector<int>{0, 0, 50, 50});
    CHECK(second("") == std::vector<int>{0, 0, 50, 50});
    CHECK(second("delay = \"2 weeks\"\n") == std::vector<int>{0, 0, 0, 50});
}

TEST_CASE("weeks of a way: none is this week, and a policy that shortens it leaves a week", "[models][services]")
{
    CHECK(weeks_of_delay(0.0) == 0);
    CHECK(weeks_of_delay(0.1) == 1);
    CHECK(weeks_of_delay(1.4) == 1);
    CHECK(weeks_of_delay(1.5) == 2);
}

TEST_CASE("a service accepts residents with any of its needs, treated or not", "[models][services]")
{
    const std::string needs = always_in_need + "[need.hunger]\n[need.hunger.onset]\nrate = " + weekly(0.0) + "\n";
    const auto inside = [&](const std::string& stated) {
        const TinyModel tiny(needs + "[service.canteen]\nagency = \"council\"\nkind = \"response\"\nbeds = 100\n" +
                             "treats = { hunger = 1 }\n" + hardly_ever_left + stated + door("canteen") +
                             place(50, true));
        return tiny.inside(tiny.simulated(2), "canteen");
    };
    CHECK(inside("") == 0); // hunger, a need of no resident
    CHECK(inside("for = [\"hunger\"]\n") == 0);
    CHECK(inside("for = [\"hunger\", \"thirst\"]\n") == 50);
}
