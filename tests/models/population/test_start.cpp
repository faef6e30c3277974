// What residents start with: circumstances by an attribute, and needs they had before by what they have.

#include "models/population/marginal_rates.hpp"
#include "models/population/people.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 30000;

const std::string work = R"(
[circumstance.work]
states = ["out", "in", "retired"]
default = "in"
start = { out = 0.3 }
[circumstance.work.start_by.age.a65_plus]
out = 0.05
retired = 0.85
)";

/// A quarter over 65; deprivation by age alike.
const std::string hamlet = "[place.hamlet]\nresidents = 30000\nsex = { female = 0.5, male = 0.5 }\n"
                           "age = { a35_49 = 0.75, a65_plus = 0.25 }\ndeprivation = { q3 = 1 }\naces = { none = 1 }\n";

} // namespace

TEST_CASE("circumstances start by an attribute where a file says so, and as for all elsewhere", "[models][population]")
{
    const TinyModel tiny(always_in_need + work + hamlet, residents);
    const auto world = tiny.world(1);
    const auto state = covariate(tiny.model(), "work");
    const auto age = static_cast<std::size_t>(tiny.model().attributes.age);
    std::map<int, std::vector<int>> by_age;
    for (const auto& r : world.state().residents) {
        auto& counts = by_age[r.covariates[age]];
        counts.resize(3);
        ++counts[r.covariates[state]];
    }
    REQUIRE(by_age.size() == 2);
    const auto& young = by_age.at(2);
    const auto& old = by_age.at(4);
    const int of_young = young[0] + young[1] + young[2], of_old = old[0] + old[1] + old[2];
    CHECK(deviations(of_old, 0.25, residents) < 4.0);
    CHECK(deviations(young[0], 0.30, of_young) < 4.0);
    CHECK(young[2] == 0);
    CHECK(deviations(old[0], 0.05, of_old) < 4.0);
    CHECK(deviations(old[1], 0.10, of_old) < 4.0);
    CHECK(deviations(old[2], 0.85, of_old) < 4.0);
}

TEST_CASE("a population's rate counts on circumstances as all ages together start", "[models][population][rules]")
{
    const TinyModel tiny(always_in_need + work + hamlet +
                             "[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\nrate = " +
                             weekly(1.0) + "\nratio.work = { out = 3, retired = 0.5 }\n",
                         residents);
    // out: 0.75 x 0.30 + 0.25 x 0.05 = 0.2375; retired: 0.25 x 0.85 = 0.2125; in: 0.55
    const double mean = 0.2375 * 3.0 + 0.2125 * 0.5 + 0.55;
    Covariates working{};
    working[covariate(tiny.model(), "work")] = 1;
    CHECK(tiny.rules().per_week(tiny.model().crises.at(0).rate, working) == Approx(1.0 / mean));
}

TEST_CASE("a circumstance may start by another, which starts by age", "[models][population][rules]")
{
    const TinyModel tiny(
        always_in_need + work +
            "[circumstance.worry]\nstates = [\"no\", \"yes\"]\ndefault = \"no\"\n"
            "[circumstance.worry.start_by.work]\nout = { yes = 0.6 }\nretired = { yes = 0.1 }\n" +
            hamlet + "[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\nrate = " + weekly(1.0) +
            "\nratio.worry = { yes = 5 }\n",
        residents);
    const auto world = tiny.world(1);
    std::map<int, std::pair<int, int>> seen; // by work: worried, all
    for (const auto& r : world.state().residents) {
        auto& [worried, all] = seen[r.covariates[covariate(tiny.model(), "work")]];
        worried += r.covariates[covariate(tiny.model(), "worry")];
        ++all;
    }
    CHECK(deviations(seen[0].first, 0.6, seen[0].second) < 4.0);
    CHECK(seen[1].first == 0);
    CHECK(deviations(seen[2].first, 0.1, seen[2].second) < 4.0);
    // out of work 0.2375, retired 0.2125, as above
    const double mean = 1.0 + 4.0 * (0.2375 * 0.6 + 0.2125 * 0.1);
    CHECK(tiny.rules().per_week(tiny.model().crises.at(0).rate, Covariates{}) == Approx(1.0 / mean));
}

TEST_CASE("past needs are likelier with more present needs, by the stated odds", "[models][population]")
{
    std::string text;
    for (const auto* name : {"cold", "hunger", "thirst"}) {
        text +=
            std::string("[need.") + name + "]\nmeam = true\n[need." + name + ".onset]\nrate = " + weekly(0.0) + "\n";
    }
    text += "[need.past]\n[need.past.onset]\nrate = " + weekly(0.0) +
            "\n[need.past.start]\never = 0.2\never_ratio = { needs = 3, sex = { female = 2 } }\n";
    const TinyModel tiny(text + "[place.hamlet]\nresidents = 30000\nsex = { female = 0.5, male = 0.5 }\n"
                                "age = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 }\n"
                                "needs_at_start = [0.4, 0.3, 0.2, 0.1]\n",
                         residents);
    const auto world = tiny.world(1);
    const auto& model = tiny.model();
    const auto past = static_cast<std::size_t>(model.needs.at(static_cast<std::size_t>(tiny.need("past"))).ever);
    // odds of 0.25, times 3 for each need, times 2 for women
    const std::map<std::pair<int, int>, double> expected{
        {{0, 0}, 0.5 / 1.5}, {{1, 0}, 0.25 / 1.25}, {{0, 1}, 1.5 / 2.5},   {{1, 1}, 0.75 / 1.75},
        {{0, 2}, 4.5 / 5.5}, {{1, 2}, 2.25 / 3.25}, {{0, 3}, 13.5 / 14.5}, {{1, 3}, 6.75 / 7.75}};
    std::map<std::pair<int, int>, std::pair<int, int>> seen;
    for (const auto& r : world.state().residents) {
        auto& [of, had] = seen[{r.covariates[static_cast<std::size_t>(model.attributes.sex)],
                                r.covariates[static_cast<std::size_t>(model.attributes.needs_count)]}];
        ++of;
        had += r.covariates[past];
    }
    REQUIRE(seen.size() == expected.size());
    for (const auto& [who, chance] : expected) {
        CHECK(deviations(seen.at(who).second, chance, seen.at(who).first) < 4.0);
    }
}

TEST_CASE("a start share that depends on an undrawn circumstance is refused", "[models][population]")
{
    const auto past = [](const std::string& ratio) {
        return "[need.past]\n[need.past.onset]\nrate = " + weekly(0.0) +
               "\n[need.past.start]\never = 0.2\never_ratio = { " + ratio + " }\n[stock.hope]\nnorm = 8\n";
    };
    const auto by = [](const std::string& table) {
        return "[circumstance.work]\nstates = [\"out\", \"in\"]\ndefault = \"in\"\n[circumstance.work.start_by." +
               table + "]\nout = 0.5\n";
    };
    using Codes = std::vector<std::string>;
    CHECK(mistakes_of(past("needs = 2, past = 2, age = { a65_plus = 2 }")).empty());
    CHECK(mistakes_of(past("hope = 1.1")) == Codes{"E228"});
    CHECK(mistakes_of(past("\"ever.past\" = [1, 2]")) == Codes{"E228"});
    CHECK(mistakes_of(past("mood = 2")) == Codes{"E202"});
    CHECK(mistakes_of(always_in_need + by("age.a65_plus")).empty());
    CHECK(mistakes_of(always_in_need + by("age.a99")) == Codes{"E203"});
    CHECK(mistakes_of(always_in_need + by("thirst.acute")) == Codes{"E228"});
    CHECK(mistakes_of(always_in_need + by("age.a65_plus") + "[circumstance.work.start_by.sex.male]\nout = 0.1\n") ==
          Codes{"E228"});
    CHECK(mistakes_of(always_in_need + by("age.a65_plus") + "in = 0.6\n") == Codes{"E207"});
}
