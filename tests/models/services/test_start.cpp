// Residents with a service when the place begins.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// Nobody asks: residents with the service were there from the start.
std::string clinic(const std::string& says)
{
    return "[service.clinic]\nagency = \"nhs\"\nkind = \"response\"\ntreats = { thirst = 0 }\nbeds = 30\n"
           "drop_out = { value = 1e-9, unit = \"1/year\" }\n" +
           says + "[edge.community.clinic]\nkind = \"present\"\nrate = { value = 0, unit = \"1/year\" }\n";
}

const std::string held_and_waiting = "[service.clinic.at_start]\nheld = 25\nwaiting = 12\n";

/// Three in ten each, apart from one another.
const std::string two_needs = R"(
[need.thirst]
start.established = 0.3
onset = { rate = { value = 0, unit = "1/year" } }
[need.hunger]
start.established = 0.3
onset = { rate = { value = 0, unit = "1/year" } }
)";

} // namespace

TEST_CASE("in week 0 initial cases are admitted without assessment and the others wait", "[models][services]")
{
    const TinyModel tiny(always_in_need +
                         clinic("assessments = { value = 0, unit = \"1/week\" }\n" + held_and_waiting));
    const auto world = tiny.simulated(1);
    CHECK(tiny.inside(world, "clinic") == 25);
    CHECK(tiny.waiting(world, "clinic") == 12);
    CHECK(world.state().desks[0].assessment.size() == 12);
    CHECK(tiny.events(world, "clinic", Event::admitted) == 25);
    CHECK(tiny.events(world, "clinic", Event::assessed) == 0);
    CHECK(world.audit().empty());
}

TEST_CASE("a service that cannot hold as many as declared is refused, and a closed service holds none",
          "[models][services]")
{
    using Codes = std::vector<std::string>;
    CHECK(mistakes_of(always_in_need + clinic("[service.clinic.at_start]\nheld = 30\n")).empty());
    CHECK(mistakes_of(always_in_need + clinic("[service.clinic.at_start]\nheld = 31\n")) == Codes{"E260"});
    // 100 residents: all of them in need, or three in ten (sd 4.6)
    CHECK(mistakes_of(always_in_need + clinic("[service.clinic.at_start]\nwaiting = 100\n")) == Codes{});
    CHECK(mistakes_of(always_in_need + clinic("[service.clinic.at_start]\nwaiting = 101\n")) == Codes{"E260"});
    CHECK(mistakes_of(two_needs + clinic("[service.clinic.at_start]\nwaiting = 60\n")) == Codes{"E260"});

    const TinyModel closed(always_in_need + clinic("open = false\n" + held_and_waiting));
    const auto empty = closed.simulated(1);
    CHECK(closed.inside(empty, "clinic") + closed.waiting(empty, "clinic") == 0);
}

TEST_CASE("only those are with a service whom it would take", "[models][services]")
{
    const TinyModel tiny(two_needs + clinic("[service.clinic.excludes]\nhunger = 2\n" + held_and_waiting));
    const auto world = tiny.simulated(1);
    CHECK(tiny.inside(world, "clinic") == 30); // five of those at the door find room at once
    for (const ResidentId id : world.state().desks[0].inside) {
        const auto& r = world.state().residents[id];
        const auto severity = [&](const char* need) {
            return r.covariates[static_cast<std::size_t>(
                tiny.model().needs[static_cast<std::size_t>(tiny.need(need))].severity)];
        };
        CHECK(severity("thirst") == 2);
        CHECK(severity("hunger") == 0);
    }
}

TEST_CASE("each resident is equally likely to be drawn, independently by replicate", "[models][services]")
{
    // 25 + 12 of 100 in 400 replicates, all let in by 40 beds: each resident 148 times, sd sqrt(400 x 0.37 x 0.63)
    // = 9.7
    auto text = clinic(held_and_waiting);
    text.replace(text.find("beds = 30"), 9, "beds = 40");
    const TinyModel tiny(always_in_need + text, 100);
    std::vector<int> times(100, 0);
    for (int replicate = 0; replicate < 400; ++replicate) {
        const auto world = tiny.simulated(1, replicate);
        REQUIRE(world.state().desks[0].inside.size() == 37);
        for (const ResidentId id : world.state().desks[0].inside) {
            ++times[id];
        }
    }
    for (const int n : times) {
        CHECK(std::abs(n - 148) < 4.5 * 9.7);
    }
}

TEST_CASE("initial cases leave as if admitted in week 0", "[models][services]")
{
    // 2,000 held, each over with chance 1/2 a week from week 1 on: 1,000 and 500, sd 22.4 and 19.4
    auto text = clinic("completion = " + weekly(std::log(2.0)) + "\n[service.clinic.at_start]\nheld = 2000\n");
    text.replace(text.find("beds = 30"), 9, "beds = 2000");
    const TinyModel tiny(always_in_need + text, 5000);
    auto world = tiny.world(3);
    world.week();
    CHECK(tiny.inside(world, "clinic") == 2000);
    world.week();
    CHECK(std::abs(tiny.inside(world, "clinic") - 1000) < 4.5 * 22.4);
    world.week();
    CHECK(std::abs(tiny.inside(world, "clinic") - 500) < 4.5 * 19.4);
}

TEST_CASE("initial caseloads give the same results by events and by plain weeks", "[models][services]")
{
    expect_the_same_weeks(TinyModel(
        always_in_need + clinic("assessments = { value = 0.5, unit = \"1/week\" }\ncompletion = " + weekly(0.05) +
                                "\nabandonment = " + weekly(0.02) + "\n" + held_and_waiting)));
}

TEST_CASE("an initial caseload of zero changes nothing", "[models][services]")
{
    const auto asks = [](std::string text) {
        text.replace(text.find("value = 0, unit"), 9, "value = 9");
        return always_in_need + text;
    };
    const TinyModel with(asks(clinic("[service.clinic.at_start]\nheld = 0\nwaiting = 0\n")));
    const TinyModel without(asks(clinic("")));
    auto one = with.world(20), other = without.world(20);
    while (one.now() < 20) {
        one.week();
        other.week();
        REQUIRE(one.row() == other.row());
    }
    CHECK(with.inside(one, "clinic") > 0);
}

TEST_CASE("where residents go to one service at a time, they are with one at the start", "[models][services]")
{
    auto second = clinic("[service.clinic.at_start]\nheld = 25\n");
    for (auto at = second.find("clinic"); at != std::string::npos; at = second.find("clinic", at + 5)) {
        second.replace(at, 6, "ward");
    }
    const TinyModel tiny(
        always_in_need + clinic("[service.clinic.at_start]\nheld = 25\n") + second +
        "[place.hamlet]\nresidents = 40\none_at_a_time = true\nsex = { female = 1 }\nage = { a35_49 = 1 }\n"
        "deprivation = { q3 = 1 }\naces = { none = 1 }\n");
    const auto world = tiny.simulated(1);
    CHECK(tiny.inside(world, "clinic") == 25);
    CHECK(tiny.inside(world, "ward") == 15);
}
