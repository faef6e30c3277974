// Bands of age that a file says itself: children, where a model is of children.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 20000;

/// A third of them small, a third at school, a third of age.
const std::string nursery = R"(
[ages]
a18_plus = 18
a0_4 = 0
a5_17 = 5
[place.nursery]
residents = 20000
sex = { female = 0.5, male = 0.5 }
deprivation = { q3 = 1 }
aces = { none = 1 }
[place.nursery.age]
a0_4 = 0.3
a5_17 = 0.4
a18_plus = 0.3
)";

std::vector<int> by_age(const TinyModel& tiny, const World& world)
{
    std::vector<int> counts(3);
    for (const auto& r : world.state().residents) {
        ++counts.at(static_cast<std::size_t>(level(tiny.model(), r, "age")));
    }
    return counts;
}

} // namespace

TEST_CASE("bands of age are those that a file names, from the youngest on", "[models][population]")
{
    const TinyModel tiny(always_in_need + nursery, residents);
    CHECK(tiny.model().covariates[static_cast<std::size_t>(tiny.model().attributes.age)].labels ==
          std::vector<std::string>{"a0_4", "a5_17", "a18_plus"});
    const auto counts = by_age(tiny, tiny.world(1));
    CHECK(deviations(counts[0], 0.3, residents) < 4.0);
    CHECK(deviations(counts[1], 0.4, residents) < 4.0);
}

TEST_CASE("children grow up at the pace of weeks", "[models][population]")
{
    // Two years of five have turned 5; of the thirteen years at school two have turned 18.
    const TinyModel tiny(always_in_need + nursery, residents);
    const auto counts = by_age(tiny, tiny.simulated(104));
    const double two_years = 104 / (365.25 / 7);
    CHECK(deviations(counts[0], 0.3 * (1 - two_years / 5), residents) < 4.0);
    CHECK(deviations(counts[2], 0.3 + 0.4 * two_years / 13, residents) < 4.0);
    expect_the_same_weeks(TinyModel(always_in_need + nursery, residents));
}

TEST_CASE("hazards and conditions read bands of a file's own", "[models][population]")
{
    const TinyModel tiny(always_in_need + nursery +
                             "[crisis.fall]\nagency = \"nhs\"\n[crisis.fall.rate]\nrate = " + weekly(0.1) +
                             "\nratio.age = { a0_4 = 3, a18_plus = 0 }\n"
                             "[measure.pupils]\nwhom = { age = [\"a5_17\"] }\n",
                         residents);
    const auto rate = tiny.model().crises.at(0).rate;
    const auto at = [&](std::uint8_t band) {
        Covariates covariates{};
        covariates[static_cast<std::size_t>(tiny.model().attributes.age)] = band;
        return tiny.rules().per_week(rate, covariates);
    };
    CHECK(at(0) == Approx(0.3));
    CHECK(at(1) == Approx(0.1));
    CHECK(at(2) == 0.0);
    auto world = tiny.world(1);
    CHECK(world.row()[tiny.layout().counted] == by_age(tiny, world)[1]);
}

TEST_CASE("bands that begin in one year are refused", "[models][population]")
{
    CHECK(mistakes_of(always_in_need + "[ages]\nyoung = 0\nold = 0\n").front() == "E233");
}
