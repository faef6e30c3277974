// Priority in a queue: bands by what is known of residents, then the order of arrival.

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 100;

/// Everybody applies in the first week or two for one of the homes that come free, one each week.
std::string lettings(const std::string& bands, const std::string& more = "")
{
    return always_in_need + R"(
[circumstance.home]
states = ["house", "rough"]
default = "house"
start = { rough = 0.3 }
[circumstance.let]
states = ["none", "let"]
default = "none"
[service.lettings]
agency = "council"
kind = "response"
supply = { value = 1, unit = "1/week" }
grants = { circumstance = "let", state = "let" }
eligible = { let = ["none"] }
)" + more + bands +
           "[edge.community.lettings]\nkind = \"present\"\nrate = " + weekly(40.0) + "\n";
}

const std::string rough_first = "[[service.lettings.first]]\nwhom = { home = [\"rough\"] }\n";

bool at(const TinyModel& tiny, const World& world, ResidentId id, const std::string& circumstance)
{
    for (const auto& c : tiny.model().circumstances) {
        if (c.name == circumstance) {
            return world.state().residents[id].covariates[static_cast<std::size_t>(c.covariate)] == 1;
        }
    }
    throw std::out_of_range(circumstance);
}

struct Housed {
    int all = 0, rough = 0, women = 0;
};
Housed housed(const TinyModel& tiny, const World& world)
{
    Housed housed;
    for (ResidentId id = 0; id < world.state().arrived; ++id) {
        if (at(tiny, world, id, "let")) {
            ++housed.all;
            housed.rough += at(tiny, world, id, "home") ? 1 : 0;
            housed.women +=
                world.state().residents[id].covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] == 0 ? 1
                                                                                                                   : 0;
        }
    }
    return housed;
}

int rough_in_all(const TinyModel& tiny)
{
    const auto world = tiny.simulated(1);
    int rough = 0;
    for (ResidentId id = 0; id < world.state().arrived; ++id) {
        rough += at(tiny, world, id, "home") ? 1 : 0;
    }
    return rough;
}

} // namespace

TEST_CASE("residents in a priority band are served before those in none", "[models][services]")
{
    const TinyModel tiny(lettings(rough_first), residents);
    const int rough = rough_in_all(tiny);
    REQUIRE(rough > 15);
    tiny.simulated(residents, [&](const World& world) {
        const auto now = housed(tiny, world);
        REQUIRE(now.all == world.now());
        REQUIRE(now.rough == std::min(rough, now.all));
    });
}

TEST_CASE("bands are served in their order, and within one as without any", "[models][services]")
{
    const TinyModel tiny(
        lettings("[[service.lettings.first]]\nwhom = { sex = [\"female\"], home = [\"rough\"] }\n" + rough_first),
        residents);
    const auto world = tiny.simulated(residents);
    const int rough = rough_in_all(tiny);
    const auto rough_women = [&] {
        int women = 0;
        for (ResidentId id = 0; id < world.state().arrived; ++id) {
            women +=
                at(tiny, world, id, "home") &&
                        world.state().residents[id].covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] ==
                            0
                    ? 1
                    : 0;
        }
        return women;
    }();
    REQUIRE(rough_women > 4);
    tiny.simulated(rough, [&](const World& week) {
        const auto now = housed(tiny, week);
        REQUIRE(now.rough == now.all);
        REQUIRE(now.women == std::min(rough_women, now.all));
    });

    const TinyModel plain(lettings(""), residents);
    const TinyModel nobody(lettings("[[service.lettings.first]]\nwhom = { need = { thirst = 3 } }\n"), residents);
    for (const Week weeks : {1, 10, 60}) { // a band that nobody is in changes nothing
        const auto one = plain.simulated(weeks), other = nobody.simulated(weeks);
        for (ResidentId id = 0; id < one.state().arrived; ++id) {
            REQUIRE(at(plain, one, id, "let") == at(nobody, other, id, "let"));
        }
    }
}

TEST_CASE("the band is read again after assessment, and places add up while people move", "[models][services]")
{
    const auto moving = [&](const std::string& assessment) {
        return lettings(rough_first, assessment + "abandonment = { value = 0.02, unit = \"1/week\" }\n") +
               "[circumstance.home.move.house.rough]\nrate = " + weekly(0.05) +
               "\n[circumstance.home.move.rough.house]\nrate = " + weekly(0.05) + "\n";
    };
    for (const auto* assessment : {"", "assessments = { value = 2, unit = \"1/week\" }\n"}) {
        const TinyModel tiny(moving(assessment), residents);
        int overtaken = 0;
        tiny.simulated(150, [&](const World& world) {
            REQUIRE(world.audit().empty());
            const auto& queue = world.state().desks[0].treatment;
            REQUIRE(std::ranges::is_sorted(queue));
            for (const auto& place : queue) { // of those who joined this week the band is that of this week
                if (place.since + 1 == world.now()) {
                    REQUIRE((place.priority == 1) == at(tiny, world, place.resident, "home"));
                    overtaken += place.priority == 1 && queue.size() > 1 ? 1 : 0;
                }
            }
        });
        CHECK(overtaken > 10);
    }
}

TEST_CASE("a resident who becomes acute in an episode is escalated before all bands", "[models][services]")
{
    // All are soon in the clinic, which treats pain; the ward, where some ask themselves, takes one in five weeks.
    const TinyModel tiny(always_in_need + R"(
[need.pain.start]
emerging = 0.5
[need.pain.onset]
rate = { value = 0, unit = "1/week" }
[need.pain.escalation]
rate = { value = 0.05, unit = "1/week" }
rate_to_acute = { value = 0.05, unit = "1/week" }
[need.pain.easing]
rate = { value = 0, unit = "1/week" }
[circumstance.ward]
states = ["never", "been"]
default = "never"
[service.clinic]
agency = "nhs"
kind = "response"
unlimited = true
treats = { pain = 0 }
drop_out = { value = 1e-9, unit = "1/year" }
[service.ward]
agency = "nhs"
kind = "crisis"
supply = { value = 0.2, unit = "1/week" }
grants = { circumstance = "ward", state = "been" }
eligible = { ward = ["never"] }
[[service.ward.first]]
whom = { sex = ["female"] }
[edge.community.clinic]
kind = "present"
rate = { value = 40, unit = "1/week" }
[edge.community.ward]
kind = "present"
rate = { value = 0.02, unit = "1/week" }
needs = { thirst = 1 }
[edge.clinic.ward]
kind = "escalate"
chance = 1
lost = 0
delay = "1 week"
)",
                         residents);
    const auto pain = tiny.model().needs[static_cast<std::size_t>(tiny.need("pain"))].severity;
    int escalated = 0;
    tiny.simulated(40, [&](const World& world) {
        REQUIRE(world.audit().empty());
        for (const auto& place : world.state().desks[static_cast<std::size_t>(tiny.service("ward"))].treatment) {
            const auto& r = world.state().residents[place.resident];
            const bool woman = r.covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] == 0;
            if (place.priority == 0) {
                REQUIRE(r.covariates[static_cast<std::size_t>(pain)] == 3);
                ++escalated;
            } else {
                REQUIRE(place.priority == (woman ? 1 : 2));
            }
        }
    });
    CHECK(escalated > 5);
}
