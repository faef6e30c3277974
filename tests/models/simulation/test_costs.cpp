// Payers: shares of several payers, what a policy itself costs, what agencies pay each other.

#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// 52,178.57 GBP a year are 1,000.00 a week.
const std::string a_thousand_a_week = "{ value = 52178.571428571428, unit = \"GBP/year\" }";

std::string clinic()
{
    return always_in_need + R"(
[service.clinic]
agency = "nhs"
kind = "response"
workers = { value = 1, unit = "worker" }
caseload = 20
treats = { thirst = 0 }
stay = { at_least = "1 week", at_most = "1 week" }
[edge.community.clinic]
kind = "present"
rate = { value = 40, unit = "1/week" }
[scenario.plain]
policies = []
)";
}

std::string with(const std::string& lines)
{
    auto text = clinic();
    text.insert(text.find("kind = \"response\""), lines + "\n");
    return text;
}

/// Pence in the last week.
std::int64_t cost(const TinyModel& tiny, const World& world, const std::string& agency)
{
    const auto& agencies = tiny.model().agencies;
    const auto at = std::ranges::find(agencies, agency) - agencies.begin();
    return world.costs().at(static_cast<std::size_t>(at) * 2);
}

} // namespace

TEST_CASE("a service's cost is split among its payers, to the penny", "[models][costs]")
{
    const TinyModel tiny(
        with("worker_cost = " + a_thousand_a_week + "\npayer = { council = 0.333, nhs = 0.333, police = 0.334 }"), 100);
    const auto world = tiny.simulated(1);
    CHECK(cost(tiny, world, "council") == 33300);
    CHECK(cost(tiny, world, "nhs") == 33300);
    CHECK(cost(tiny, world, "police") == 33400);
}

TEST_CASE("a policy may pool a budget: shares that it sets are taken of their sum", "[models][costs][policies]")
{
    const TinyModel tiny(with("worker_cost = " + a_thousand_a_week + "\npayer = { council = 0, nhs = 1 }") + R"(
[policy.pool]
[[policy.pool.change]]
set = "service.clinic.payer.council"
amount = 1
channel = "structure"
start = "week 2"
[scenario.pooled]
policies = ["pool"]
)",
                         100);
    auto world = tiny.world(3);
    world.branch(tiny.scenario("pooled"));
    std::vector<std::int64_t> council;
    while (world.now() < 3) {
        world.week();
        council.push_back(cost(tiny, world, "council"));
        CHECK(cost(tiny, world, "council") + cost(tiny, world, "nhs") == 100000);
    }
    CHECK(council == std::vector<std::int64_t>{0, 0, 50000});
}

TEST_CASE("a policy costs what it says, from its first change on, as far as it is carried out",
          "[models][costs][policies]")
{
    const TinyModel tiny(clinic() + R"(
[policy.hub]
strength = 0.5
costs = { once = { value = 3000, unit = "GBP" }, payer = "nhs", yearly = )" +
                             a_thousand_a_week + R"( }
[[policy.hub.change]]
scale = "service.clinic.caseload"
amount = 2
channel = "structure"
start = "week 1"
[policy.planned]
costs = { once = { value = 10, unit = "GBP" }, payer = "nhs" }
[scenario.hub]
policies = ["hub", "planned"]
)",
                         100);
    const auto weeks_of = [&](const std::string& scenario) {
        auto world = tiny.world(4);
        world.week();
        world.branch(tiny.scenario(scenario));
        std::vector<std::int64_t> result;
        while (world.now() < 4) {
            world.week();
            result.push_back(cost(tiny, world, "nhs"));
        }
        return result;
    };
    CHECK(weeks_of("hub") == std::vector<std::int64_t>{1000, 200000, 50000}); // in week 0 the other one's ten pounds
    CHECK(weeks_of("plain") == std::vector<std::int64_t>{0, 0, 0});
}

TEST_CASE("a standing policy is paid for once, by its own calendar", "[models][costs][policies]")
{
    const auto standing = [](const std::string& week) {
        return "warm_up = { exactly = \"2 weeks\" }\n" + clinic() +
               "[policy.hall]\nstanding = true\ncosts = { once = { value = 10, unit = \"GBP\" }, payer = \"nhs\" }\n"
               "[[policy.hall.change]]\nscale = \"service.clinic.caseload\"\namount = 1\nchannel = \"structure\"\n"
               "start = \"week " +
               week + "\"\n";
    };
    const auto pence = [](const std::string& text) {
        const TinyModel tiny(text, 100);
        auto world = tiny.world(5);
        std::vector<std::int64_t> result;
        while (world.now() < 5) {
            if (world.now() == 2) {
                world.branch(tiny.scenario("plain"));
            }
            world.week();
            result.push_back(cost(tiny, world, "nhs"));
        }
        return result;
    };
    CHECK(pence(standing("0")) == std::vector<std::int64_t>{1000, 0, 0, 0, 0});
    CHECK(pence(standing("3")) == std::vector<std::int64_t>{0, 0, 0, 1000, 0});
}

TEST_CASE("a payment moves money from one agency to another, for each event", "[models][costs]")
{
    const TinyModel tiny(clinic() + R"(
[payment.kept]
on = ["completed"]
at = ["clinic"]
amount = { value = 11.5, unit = "GBP" }
from = "nhs"
to = "vcse"
)",
                         100);
    auto world = tiny.simulated(1);
    CHECK(cost(tiny, world, "nhs") == 0);
    world = tiny.world(3);
    world.week();
    world.week();
    CHECK(tiny.events(world, "clinic", Event::completed) == 20);
    CHECK(cost(tiny, world, "nhs") == 20 * 1150);
    CHECK(cost(tiny, world, "vcse") == -20 * 1150);
}

TEST_CASE("payers that do not sum to one, and payments for no event, are refused", "[models][costs]")
{
    using Codes = std::vector<std::string>;
    CHECK(mistakes_of(with("payer = { council = 0.5, nhs = 0.4 }")) == Codes{"E207"});
    const auto payment = [](const std::string& on) {
        return clinic() + "[payment.kept]\n" + on +
               "\namount = { value = 1, unit = \"GBP\" }\nfrom = \"nhs\"\nto = \"b\"\n";
    };
    CHECK(mistakes_of(payment("on = [\"crisis.call\"]")) == Codes{"E213"});
    CHECK(mistakes_of(payment("")) == Codes{"E105"});
    CHECK(mistakes_of(payment("on = [\"refused\"]")).empty());
    auto misspelt = payment("on = [\"refused\"]");
    misspelt.replace(misspelt.find("from = \"nhs\""), 12, "from = \"nsh\"");
    CHECK(mistakes_of(misspelt) == Codes{"E201"}); // no new agency comes of a slip
}
