// Residents who are dealt rather than drawn, and needs that start together.

#include "models/population/people.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 30000;

std::string four_needs()
{
    std::string text;
    for (const auto* name : {"cold", "hunger", "noise", "thirst"}) {
        const std::string need = std::string("[need.") + name;
        // noise is not one of the needs that are counted
        text += need + "]\nmeam = " + (std::string(name) == "noise" ? "false" : "true") + "\n" + need +
                ".onset]\nrate = " + weekly(0.0) + "\n";
    }
    return text;
}

std::string place(const std::string& lines)
{
    return four_needs() + "[place.hamlet]\nresidents = " + std::to_string(residents) +
           "\nsex = { female = 0.5, male = 0.5 }\nage = { a35_49 = 1 }\naces = { none = 1 }\n" + lines;
}

/// Residents by the set of needs that they start with, a bit each.
std::map<unsigned, int> sets_of(const TinyModel& tiny, int fifth = -1)
{
    std::map<unsigned, int> sets;
    const auto& model = tiny.model();
    const auto world = tiny.world(1);
    for (const auto& r : world.state().residents) {
        unsigned set = 0;
        for (std::size_t n = 0; n < model.needs.size(); ++n) {
            set |= r.covariates[static_cast<std::size_t>(model.needs[n].severity)] > 0 ? 1U << n : 0U;
        }
        if (fifth < 0 || r.covariates[static_cast<std::size_t>(model.attributes.deprivation)] == fifth) {
            ++sets[set];
        }
    }
    return sets;
}

} // namespace

TEST_CASE("every set of as many needs is as likely, and needs that are not counted are in none", "[models][population]")
{
    const TinyModel tiny(place("deprivation = { q3 = 1 }\nneeds_at_start = [0.4, 0.3, 0.24, 0.06]\n"));
    const auto sets = sets_of(tiny);
    // cold 1, hunger 2, thirst 8: three sets of one, three of two, one of three
    const std::map<unsigned, double> expected{{0, 0.4},  {1, 0.1},  {2, 0.1},   {8, 0.1},
                                              {3, 0.08}, {9, 0.08}, {10, 0.08}, {11, 0.06}};
    REQUIRE(sets.size() == expected.size());
    double chi_squared = 0.0;
    for (const auto& [set, share] : expected) {
        const double wanted = share * residents;
        chi_squared += (sets.at(set) - wanted) * (sets.at(set) - wanted) / wanted;
    }
    CHECK(chi_squared < 24.3); // 7 degrees of freedom, one false alarm in a thousand
}

TEST_CASE("of every hundred residents the levels of a dealt attribute hold their exact shares", "[models][population]")
{
    const TinyModel tiny(
        place("dealt = \"deprivation\"\ndeprivation = { q1 = 0.7, q2 = 0.2, q3 = 0.08, q5 = 0.02 }\n"));
    const auto world = tiny.world(1);
    const auto& all = world.state().residents;
    for (const ResidentId from : {0U, 12300U}) {
        std::map<int, int> levels;
        for (ResidentId i = from; i < from + 100; ++i) {
            ++levels[all[i].covariates[static_cast<std::size_t>(tiny.model().attributes.deprivation)]];
        }
        CHECK(levels == std::map<int, int>{{0, 70}, {1, 20}, {2, 8}, {4, 2}});
    }
}

TEST_CASE("needs start as each fifth says, and so does the share of those at risk that marginal rates are solved for",
          "[models][population]")
{
    const TinyModel tiny(place("dealt = \"deprivation\"\ndeprivation = { q1 = 0.5, q4 = 0.5 }\n"
                               "needs_at_start = { q1 = [1], q4 = [0.5, 0, 0.5] }\n"));
    CHECK(sets_of(tiny, 0) == std::map<unsigned, int>{{0, residents / 2}});
    const auto poor = sets_of(tiny, 3);
    CHECK(std::abs(poor.at(0) - residents / 4) < 4 * std::sqrt(residents / 8.0)); // binomial, four deviations
    const auto& model = tiny.model();
    Covariates at{};
    const auto with_cold = [&](int fifth) {
        at[static_cast<std::size_t>(model.attributes.deprivation)] = static_cast<std::uint8_t>(fifth);
        return tiny.baseline().population.starts_with(model, model.numbers.values(), tiny.need("cold"), at);
    };
    CHECK(with_cold(0) == 0.0);
    CHECK(with_cold(3) == Approx(1.0 / 3.0)); // half of them have two of three
}

TEST_CASE("residents are counted by number of needs where a place says how many they start with",
          "[models][population]")
{
    const TinyModel tiny(place("deprivation = { q3 = 1 }\nneeds_at_start = [0.4, 0.3, 0.24, 0.06]\n"));
    const auto world = tiny.simulated(2);
    const auto sets = sets_of(tiny);
    const auto cell = tiny.layout().number_of_needs;
    CHECK(world.row()[cell] == sets.at(0));
    CHECK(world.row()[cell + 1] == sets.at(1) + sets.at(2) + sets.at(8));
    CHECK(world.row()[cell + 2] == sets.at(3) + sets.at(9) + sets.at(10));
    CHECK(world.row()[cell + 3] == sets.at(11));
    CHECK(TinyModel(four_needs()).layout().most_at_once == 0);
}

TEST_CASE("a marginal rate is solved for from needs that start together", "[models][population]")
{
    // half of them have all three of cold, hunger and thirst: the mean of the ratio is (1 + 5) / 2
    const TinyModel tiny(place("deprivation = { q3 = 1 }\nneeds_at_start = [0.5, 0, 0, 0.5]\n") +
                         "[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\nrate = " +
                         weekly(0.6) + "\nratio.cold = [1, 5, 5, 5]\n");
    CHECK(tiny.rules().per_week(tiny.model().crises[0].rate, Covariates{}) == Approx(0.2).epsilon(1e-9));
}
