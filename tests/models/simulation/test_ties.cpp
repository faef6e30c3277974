// Residents tied to one another: who to whom, and what each sees of the other, a week later and never sooner.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 1000;

/// Colds that come and go, a house that some leave, jail, deaths and moves away; calls that hang on the other's cold
/// alone.
const std::string street = R"(
[need.cold]
meam = true
start = { emerging = 0.3 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[need.cold.easing]
rate = { value = 3, unit = "1/year" }
[circumstance.house]
states = ["jail", "home", "away"]
default = "home"
away = ["jail"]
start = { away = 0.2 }
[circumstance.house.move]
home.away = { value = 1, unit = "1/year" }
away.home = { value = 1, unit = "1/year" }
jail.home = { value = 4, unit = "1/year" }
home.jail = { value = 0.3, unit = "1/year" }
[departure]
rate = { value = 0.1, unit = "1/year" }
[death.old]
rate = { value = 0.1, unit = "1/year" }
[crisis.call]
agency = "police"
rate = { rate = { value = 5, unit = "1/year" }, ratio."pair.cold" = [0, 1, 1, 1] }
)";

std::string pairs(double share, const std::string& second = "{ sex = [\"male\"] }")
{
    return "[tie.pair]\nshare = " + std::to_string(share) + "\nfirst = { sex = [\"female\"] }\nsecond = " + second +
           "\nsees = [\"cold\", \"house\"]\n";
}

int level(const Model& model, const Resident& r, const std::string& covariate)
{
    const auto it = std::ranges::find(model.covariates, covariate, &Covariate::name);
    return r.covariates[static_cast<std::size_t>(it - model.covariates.begin())];
}

} // namespace

TEST_CASE("a share of those who may be the first are tied, each to one of those who may be the second",
          "[models][ties]")
{
    const TinyModel tiny(street + pairs(0.6), residents);
    const auto world = tiny.world(1);
    const auto& all = world.state().residents;
    const auto& tied = world.state().tied.at(0);
    const auto sex = [&](ResidentId id) { return level(tiny.model(), all[id], "sex"); };
    int women = 0, of_women = 0, of_men = 0;
    for (ResidentId id = 0; id < residents; ++id) {
        women += sex(id) == 0 ? 1 : 0;
        if (tied[id] != no_resident) {
            REQUIRE(tied[tied[id]] == id);
            REQUIRE(sex(id) != sex(tied[id]));
            ++(sex(id) == 0 ? of_women : of_men);
        }
    }
    CHECK(of_women == of_men);
    CHECK(of_women == static_cast<int>(0.6 * std::min(women, residents - women) + 0.5));
}

TEST_CASE("nobody is tied to themselves, nor twice", "[models][ties]")
{
    const TinyModel tiny(street + pairs(1.0, "{ sex = [\"female\"] }"), residents);
    const auto world = tiny.world(1);
    const auto& tied = world.state().tied.at(0);
    int number = 0;
    for (ResidentId id = 0; id < residents; ++id) {
        if (tied[id] != no_resident) {
            ++number;
            REQUIRE(tied[id] != id);
            REQUIRE(tied[tied[id]] == id);
        }
    }
    const auto women = std::ranges::count_if(world.state().residents,
                                             [&](const Resident& r) { return level(tiny.model(), r, "sex") == 0; });
    CHECK(number == women / 2 * 2);
}

TEST_CASE("what is seen of the other is what stood when the week began", "[models][ties]")
{
    const TinyModel tiny(street + pairs(0.8), residents);
    const auto& model = tiny.model();
    auto world = tiny.world(150);
    const auto tied = world.state().tied.at(0);
    int seen = 0, alone = 0, moved = 0;
    while (world.now() < 150) {
        const auto before = world.state().residents;
        world.week();
        for (ResidentId id = 0; id < residents; ++id) {
            const auto& r = world.state().residents[id];
            if (r.standing != Standing::present) {
                continue;
            }
            const bool there = tied[id] != no_resident && before[tied[id]].standing == Standing::present;
            REQUIRE(level(model, r, "pair.cold") == (there ? level(model, before[tied[id]], "cold") : 0));
            REQUIRE(level(model, r, "pair.house") == (there ? level(model, before[tied[id]], "house") : 1));
            seen += level(model, r, "pair.cold");
            alone += there ? 0 : 1;
            moved += level(model, r, "pair.house") != level(model, before[id], "pair.house") ? 1 : 0;
        }
    }
    CHECK(seen > 1000);
    CHECK(alone > 1000);
    CHECK(moved > 100);
}

TEST_CASE("effects of a partner do not reach residents without one", "[models][ties]")
{
    const TinyModel tiny(street + pairs(0.5), residents);
    const auto world = tiny.simulated(100);
    const auto& tied = world.state().tied.at(0);
    for (const auto& recorded : world.state().recorded) {
        REQUIRE(tied[recorded.resident] != no_resident);
    }
    CHECK(world.state().recorded.size() > 100);
}

TEST_CASE("ties are the same by events and in plain weeks", "[models][ties]")
{
    expect_the_same_weeks(TinyModel(street + pairs(0.9), 500));
}

TEST_CASE("a tie without effects changes nothing", "[models][ties]")
{
    auto unmoved = street;
    const std::string ratio = ", ratio.\"pair.cold\" = [0, 1, 1, 1]";
    unmoved.erase(unmoved.find(ratio), ratio.size());
    const TinyModel with(unmoved + pairs(0.9), residents), without(unmoved, residents);
    auto a = with.world(150), b = without.world(150);
    while (a.now() < 150) {
        a.week();
        b.week();
        REQUIRE(a.row() == b.row());
    }
}

TEST_CASE("what is seen of the other may be named in two parts, as ever and treatment are", "[models][ties]")
{
    auto parts = street;
    const std::string quoted = "ratio.\"pair.cold\"";
    parts.replace(parts.find(quoted), quoted.size(), "ratio.pair.cold");
    CHECK(mistakes_of(parts + pairs(0.5)).empty());
    const auto then = [](const std::string& whom) {
        return "[then.out]\non = [\"crisis.call\"]\nchance = 0.1\nwhom = { " + whom + " }\nworsen = \"cold\"\n";
    };
    CHECK(mistakes_of(street + pairs(0.5) + then("pair.house = [\"away\"]")).empty());
    CHECK(mistakes_of(street + pairs(0.5) + then("\"pair.house\" = [\"away\"]")).empty());
    CHECK(mistakes_of(street + pairs(0.5) + then("pair.horse = [\"away\"]")) == std::vector<std::string>{"E201"});
}

TEST_CASE("a wrong tie is reported with its location", "[models][ties]")
{
    CHECK(mistakes_of(street + pairs(0.5)).empty());
    CHECK(mistakes_of(street + "[tie.pair]\nshare = 0.5\nfirst = { sex = [\"female\"] }\nsees = [\"cold\"]\n") ==
          std::vector<std::string>{"E105"});
    CHECK(mistakes_of(street +
                      "[tie.pair]\nshare = 0.5\nfirst = { sex = [\"female\"] }\nsecond = { sex = [\"male\"] }\n"
                      "sees = [\"cold\", \"colt\"]\n") == std::vector<std::string>{"E202"});
    const auto change = "[scenario.plain]\npolicies = []\n[scenario.other]\npolicies = [\"p\"]\n"
                        "[[policy.p.change]]\nchannel = \"prevention\"\nset = \"tie.pair.share\"\namount = 0.1\n";
    CHECK(mistakes_of(street + pairs(0.5) + change) ==
          std::vector<std::string>{"E320"}); // a start is nothing that a policy changes
}
