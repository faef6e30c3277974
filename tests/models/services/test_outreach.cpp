// Whom outreach finds: by whose records, of how long, among whom, at random.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 200;

/// A team for all whom it finds, and whom it looks for.
std::string looking(const std::string& outreach)
{
    return R"(
[service.team]
agency = "council"
kind = "response"
unlimited = true
treats = { thirst = 0 }
drop_out = { value = 1e-9, unit = "1/year" }
[service.team.outreach]
)" + outreach;
}

/// People of whom two agencies record something now and then, and a team that looks for them.
std::string team(const std::string& outreach)
{
    const auto crisis = [](const std::string& name, const std::string& agency) {
        return "[crisis." + name + "]\nagency = \"" + agency +
               "\"\ndisclosed = 1\nrecorded = 1\nacted_on = 1\nrate = " + weekly(0.2) + "\n";
    };
    return always_in_need + crisis("callout", "police") + crisis("fall", "nhs") + R"(
[circumstance.home]
states = ["house", "rough"]
default = "house"
start = { rough = 0.3 }
)" + looking(outreach);
}

std::set<ResidentId> found(const World& world)
{
    std::set<ResidentId> engaged;
    for (ResidentId id = 0; id < world.state().arrived; ++id) {
        if (!world.state().residents[id].engaged.empty()) {
            engaged.insert(id);
        }
    }
    return engaged;
}

/// The first `top` by records of some crises from a week on, those with most first and then by number.
std::set<ResidentId> most_recorded(const TinyModel& tiny, const World& world, std::size_t top,
                                   const std::set<std::string>& crises, Week from)
{
    std::map<ResidentId, int> counts;
    for (const auto& recorded : world.state().recorded) {
        if (recorded.week >= from && crises.contains(tiny.model().crises[recorded.crisis].name)) {
            ++counts[recorded.resident];
        }
    }
    std::set<ResidentId> first;
    while (first.size() < top) {
        const auto most = std::max_element(counts.begin(), counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        first.insert(most->first);
        counts.erase(most);
    }
    return first;
}

bool rough(const TinyModel& tiny, const World& world, ResidentId id)
{
    const auto& home = tiny.model().circumstances[0]; // in order of name: home, season
    return world.state().residents[id].covariates[static_cast<std::size_t>(home.covariate)] == 1;
}

} // namespace

TEST_CASE("outreach finds those of whom most is recorded, by everybody or by one agency", "[models][services]")
{
    const std::string rare = "top = 7\nevery = \"12 weeks\"\n";
    for (const auto& [by, crises] :
         std::map<std::string, std::set<std::string>>{{"", {"callout", "fall"}},
                                                      {"agency = \"police\"\n", {"callout"}},
                                                      {"by = \"recorded\"\nagency = \"nhs\"\n", {"fall"}}}) {
        const TinyModel tiny(team(rare + by), residents);
        const auto before = tiny.simulated(12); // week 12 is simulated next: the first with anything recorded
        REQUIRE(found(before).empty());
        CHECK(found(tiny.simulated(13)) == most_recorded(tiny, before, 7, crises, 0));
    }
}

TEST_CASE("outreach reads the records of the weeks that it says", "[models][services]")
{
    const TinyModel tiny(team("top = 7\nevery = \"24 weeks\"\nover = \"4 weeks\"\n"), residents);
    const auto before = tiny.simulated(24);
    const auto lately = most_recorded(tiny, before, 7, {"callout", "fall"}, 20);
    CHECK(found(tiny.simulated(25)) == lately);
    CHECK(lately != most_recorded(tiny, before, 7, {"callout", "fall"}, 0));
}

TEST_CASE("outreach to some finds the first of them, and nobody else", "[models][services]")
{
    const TinyModel tiny(team("top = 7\nevery = \"12 weeks\"\nwhom = { home = [\"rough\"] }\n"), residents);
    const auto before = tiny.simulated(12);
    const auto all = most_recorded(tiny, before, 150, {"callout", "fall"}, 0);
    std::set<ResidentId> expected;
    for (std::size_t top = 1; expected.size() < 7; ++top) { // down the list, the rough alone
        for (const auto id : most_recorded(tiny, before, top, {"callout", "fall"}, 0)) {
            if (rough(tiny, before, id)) {
                expected.insert(id);
            }
        }
    }
    CHECK(found(tiny.simulated(13)) == expected);
    const auto later = tiny.simulated(100);
    CHECK(found(later).size() > 7);
    for (const auto id : found(later)) {
        CHECK(rough(tiny, later, id));
    }
}

TEST_CASE("outreach that does not count residents who are already with it finds as many others each time",
          "[models][services]")
{
    const std::string rare = "top = 7\nevery = \"12 weeks\"\n";
    const auto after_three = [&](const std::string& counts) { // weeks 12, 24 and 36; nobody ever leaves
        return found(TinyModel(team(rare + counts), residents).simulated(37)).size();
    };
    CHECK(after_three("counts_engaged = false\n") == 21);
    CHECK(after_three("counts_engaged = true\n") < 21);
    CHECK(after_three("") == after_three("counts_engaged = true\n"));
}

TEST_CASE("outreach by reactive share finds those of whom nothing else is recorded", "[models][services]")
{
    // Everybody has callouts; who lives in a house sees a nurse twice a week besides, which prevents. So the reactive
    // share is 1 for those who sleep rough, and well below it for all others.
    const std::string text = always_in_need + R"(
[circumstance.home]
states = ["house", "rough"]
default = "house"
start = { rough = 0.3 }
[crisis.callout]
agency = "police"
rate = { value = 0.2, unit = "1/week" }
[crisis.visit]
agency = "nhs"
demand = "preventative"
[crisis.visit.rate]
rate = { value = 2, unit = "1/week" }
ratio.home = { rough = 0 }
)";
    const auto all = [&](int top, const std::string& more = "") {
        return TinyModel(
            text + looking("top = " + std::to_string(top) + "\nevery = \"12 weeks\"\nby = \"reactive_share\"\n" + more),
            residents);
    };
    const auto before = all(1).simulated(12);
    std::set<ResidentId> expected;
    for (const auto& recorded : before.state().recorded) {
        if (rough(all(1), before, recorded.resident)) {
            expected.insert(recorded.resident);
        }
    }
    REQUIRE(expected.size() > 30);
    const auto top = static_cast<int>(expected.size());
    CHECK(found(all(top).simulated(13)) == expected);
    // By the police's records alone nobody is ever prevented from anything: those with most callouts are first.
    const auto by_police = all(top, "agency = \"police\"\n");
    CHECK(found(by_police.simulated(13)) == most_recorded(by_police, before, expected.size(), {"callout"}, 0));
}

TEST_CASE("outreach at random finds so many a week, of all meant alike", "[models][services]")
{
    const TinyModel tiny(team("top = 15\nevery = \"1 week\"\nby = \"random\"\nwhom = { home = [\"rough\"] }\n"), 50);
    constexpr int replicates = 400;
    double expected = 0.0, variance = 0.0;
    int first_numbers = 0;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        const auto world = tiny.simulated(1, replicate);
        std::vector<ResidentId> meant;
        for (ResidentId id = 0; id < world.state().arrived; ++id) {
            if (rough(tiny, world, id)) {
                meant.push_back(id);
            }
        }
        const auto are = found(world);
        REQUIRE(are.size() == std::min<std::size_t>(15, meant.size()));
        for (const auto id : are) {
            REQUIRE(rough(tiny, world, id));
        }
        if (meant.size() > 15) { // of the lower half of those meant, as many as chance alone takes
            const auto half = meant.size() / 2;
            first_numbers +=
                static_cast<int>(std::count_if(meant.begin(), meant.begin() + static_cast<std::ptrdiff_t>(half),
                                               [&](ResidentId id) { return are.contains(id); }));
            const double n = static_cast<double>(meant.size()), k = static_cast<double>(half);
            expected += 15.0 * k / n; // hypergeometric
            variance += 15.0 * (k / n) * (1.0 - k / n) * (n - 15.0) / (n - 1.0);
        }
    }
    CHECK(variance > 50.0);
    CHECK(std::fabs(first_numbers - expected) < 4.0 * std::sqrt(variance));
}

TEST_CASE("outreach at random finds everybody meant in the end, whom records would not show", "[models][services]")
{
    const TinyModel tiny(always_in_need + looking("top = 5\nevery = \"2 weeks\"\nby = \"random\"\n"), 60);
    CHECK(found(tiny.simulated(1)).size() == 5);
    CHECK(found(tiny.simulated(2)).size() == 5); // every other week
    CHECK(found(tiny.simulated(3)).size() > 5);
    CHECK(found(tiny.simulated(200)).size() == 60); // each is missed with chance (55/60)^100
}

TEST_CASE("a reopened outreach service makes a new ranking", "[models][services]")
{
    // It looks in weeks 53 and 106. Lists are drawn up in weeks 4 and 8, when it is open, and from 56 on again.
    const TinyModel tiny(team("top = 7\nevery = \"53 weeks\"\nover = \"4 weeks\"\n") + R"(
[policy.away]
[[policy.away.change]]
close = "service.team"
start = "week 10"
end = "week 53"
channel = "structure"
[scenario.away]
policies = ["away"]
)",
                         residents);
    auto world = tiny.world(110);
    world.branch(tiny.scenario("away"));
    const auto live_until = [&](Week week) {
        while (world.now() < week) {
            world.week();
        }
    };
    live_until(54);
    CHECK(found(world).empty());
    live_until(104);
    const auto listed = most_recorded(tiny, world, 7, {"callout", "fall"}, 100);
    live_until(107);
    CHECK(found(world) == listed);
}

TEST_CASE("whom outreach looks for between two rankings is the same by events, in plain weeks and saved",
          "[models][services]")
{
    const TinyModel tiny(team("by = \"recorded\"\ntop = 8\nevery = \"1 week\"\naccepted = 0.3\n"), residents);
    CHECK(found(tiny.simulated(30)).size() > 8);
    expect_the_same_weeks(tiny);
}
