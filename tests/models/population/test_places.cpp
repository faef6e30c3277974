// Several places that share services: people of their own, and a covariate, a stratum and a condition by place.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

std::string place(const std::string& name, int residents, double women, int arrivals)
{
    return "[place." + name + "]\nresidents = " + std::to_string(residents) +
           "\narrivals = { value = " + std::to_string(arrivals) +
           ", unit = \"1/year\" }\nsex = { female = " + std::to_string(women) +
           ", male = " + std::to_string(1 - women) +
           " }\nage = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 }\n";
}

/// A hill of 2,000, nine in ten of them women, and a dale of 6,000, one in ten.
std::string two(const std::string& more, int of_hill = 0, int of_dale = 0)
{
    return "places = [\"hill\", \"dale\"]\n" + always_in_need + place("hill", 2000, 0.9, of_hill) +
           place("dale", 6000, 0.1, of_dale) + more;
}

constexpr int dale = 0, hill = 1;

int with(const TinyModel& tiny, const World& world, int where, int sex)
{
    return count(world, [&](const Resident& r) {
        return level(tiny.model(), r, "place") == where && level(tiny.model(), r, "sex") == sex;
    });
}

} // namespace

TEST_CASE("each place has its own people, as many as it says", "[models][population][places]")
{
    const TinyModel tiny(two(""));
    const auto world = tiny.world(1);
    CHECK(with(tiny, world, dale, 0) + with(tiny, world, dale, 1) == 6000);
    CHECK(with(tiny, world, hill, 0) + with(tiny, world, hill, 1) == 2000);
    CHECK(deviations(with(tiny, world, hill, 0), 0.9, 2000) < 4.0);
    CHECK(deviations(with(tiny, world, dale, 0), 0.1, 6000) < 4.0);
}

TEST_CASE("arrivals are distributed over places in proportion to their rates", "[models][population][places]")
{
    const TinyModel tiny(two("", 3000, 1000));
    const auto world = tiny.simulated(52);
    int come = 0, to_hill = 0;
    for (ResidentId id = 8000; id < world.state().residents.size(); ++id) {
        const auto& r = world.state().residents[id];
        if (r.standing == Standing::present) {
            ++come;
            to_hill += level(tiny.model(), r, "place") == hill ? 1 : 0;
        }
    }
    CHECK(std::abs(come - 4000 * 52 / (365.25 / 7)) < 4 * std::sqrt(4000.0));
    CHECK(deviations(to_hill, 0.75, come) < 4.0);
}

TEST_CASE("hazards, services and policies go by place, and counts too", "[models][population][places]")
{
    const TinyModel tiny(two(R"(
[crisis.flood]
agency = "fire"
[crisis.flood.rate]
rate = { value = 40, unit = "1/week" }
ratio.place = { hill = 0 }
[service.clinic]
agency = "nhs"
kind = "response"
beds = 100000
treats = { thirst = 0 }
whom = { place = ["hill"] }
completion = { value = 0.001, unit = "1/year" }
[edge.community.clinic]
kind = "present"
rate = { value = 40, unit = "1/week" }
[policy.dam]
[[policy.dam.change]]
scale = "crisis.flood.rate"
amount = 0
channel = "prevention"
whom = { place = ["dale"], sex = ["female"] }
[measure.hill_people]
whom = { place = ["hill"] }
[scenario.plain]
policies = []
[scenario.dam]
policies = ["dam"]
)"));
    auto world = tiny.world(2);
    world.week();
    const auto flooded = [&](int stratum) {
        int sum = 0; // residents with a flood or more: 40 a week is surely one
        sum = world.row()[tiny.layout().crisis_cell(stratum, 0, 0)];
        return sum;
    };
    CHECK(strata::labels(tiny.model()).back() == "place_hill");
    const int of_dale = strata::places, of_hill = strata::places + 1;
    CHECK(flooded(strata::all) == flooded(of_dale));
    CHECK(flooded(of_hill) == 0);
    CHECK(flooded(of_dale) > 6000 * 38);
    CHECK(tiny.inside(world, "clinic") == 2000);
    CHECK(world.row()[tiny.layout().counted] == 2000);
    CHECK(world.row()[tiny.layout().population + static_cast<std::size_t>(of_hill) * 4] == 2000);
    world.branch(tiny.scenario("dam"));
    world.week();
    CHECK(flooded(strata::sex) == 0); // the hill's women, and the dale's
    CHECK(flooded(of_dale) > 38 * with(tiny, world, dale, 1));
    CHECK(world.audit().empty());
}

TEST_CASE("a population's rate counts on where people live", "[models][population][places][rules]")
{
    const TinyModel tiny(two("[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\nrate = " +
                             weekly(1.0) + "\nratio.place = { hill = 5 }\nratio.sex = { female = 2 }\n"));
    // dale: 0.75 x (0.1 x 2 + 0.9); hill: 0.25 x 5 x (0.9 x 2 + 0.1)
    const double mean = 0.75 * 1.1 + 0.25 * 5 * 1.9;
    Covariates man{};
    man[static_cast<std::size_t>(tiny.model().attributes.sex)] = 1;
    CHECK(tiny.rules().per_week(tiny.model().crises.at(0).rate, man) == Approx(1.0 / mean));
}

TEST_CASE("one place that is named is the one there is, to the bit", "[models][population][places]")
{
    const auto one = always_in_need + place("hill", 2000, 0.9, 100) +
                     "[need.cold]\nstart = { emerging = 0.1 }\n"
                     "[need.cold.onset]\nrate = " +
                     weekly(0.01) + "\n";
    const TinyModel plain(one), named("places = [\"hill\"]\n" + one);
    auto a = plain.world(30), b = named.world(30);
    while (a.now() < 30) {
        a.week();
        b.week();
        REQUIRE(a.row() == b.row());
    }
}

TEST_CASE("places are the same by events and week by week", "[models][population][places]")
{
    expect_the_same_weeks(TinyModel(two("[need.cold]\nstart = { emerging = 0.1 }\n[need.cold.onset]\nrate = " +
                                            weekly(0.01) + "\nratio.place = { hill = 3 }\n",
                                        200, 100)));
}

TEST_CASE("places may be named in any order", "[models][population][places]")
{
    const auto text = two("[need.cold]\nstart = { emerging = 0.1 }\n[need.cold.onset]\nrate = " + weekly(0.01) +
                              "\nratio.place = { hill = 3 }\n",
                          200, 100);
    auto turned = text;
    turned.replace(0, turned.find('\n'), "places = [\"dale\", \"hill\"]");
    REQUIRE(turned != text);
    const TinyModel one(text), other(turned);
    auto a = one.world(30), b = other.world(30);
    while (a.now() < 30) {
        a.week();
        b.week();
        REQUIRE(a.row() == b.row());
    }
}

TEST_CASE("places that are not there, and what is said of one that is of all, are refused",
          "[models][population][places]")
{
    using Codes = std::vector<std::string>;
    auto without = two("");
    without.erase(0, without.find('\n') + 1);
    CHECK(mistakes_of(without) == Codes{"E208"});
    auto misspelt = two("");
    misspelt.replace(misspelt.find("\"hill\""), 6, "\"hil\"");
    CHECK(mistakes_of(misspelt) == Codes{"E201", "E208"});
    auto once = two("");
    once.insert(once.find("[place.hill]\n") + 13, "frailty_sigma = 1\n");
    CHECK(mistakes_of(once).empty()); // in either of them
    auto twice = once;
    twice.insert(twice.find("[place.dale]\n") + 13, "frailty_sigma = 1\n");
    CHECK(mistakes_of(twice) == Codes{"E208"});
}
