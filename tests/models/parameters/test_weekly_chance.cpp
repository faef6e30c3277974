// Hazards stated as the chance of a week, and hazards held under one. Expected values are worked out by hand.

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// The hazard of `need.thirst`'s onset for somebody of a sex [1/week].
double onset(const std::string& lines, const std::string& sex)
{
    const TinyModel tiny("[need.thirst]\n[need.thirst.onset]\n" + lines, 10);
    const auto& model = tiny.model();
    Covariates at{};
    at[static_cast<std::size_t>(model.attributes.sex)] = sex == "female" ? 0 : 1;
    return tiny.rules().per_week(model.needs[0].onset, at);
}

/// Share of many residents who have it after a week.
double begun(const std::string& lines)
{
    const int residents = 40000;
    const TinyModel tiny("[need.thirst]\n[need.thirst.onset]\n" + lines, residents);
    return static_cast<double>(tiny.residents_at(tiny.simulated(1), "thirst", 1)) / residents;
}

} // namespace

TEST_CASE("ratios multiply a chance of a week, and its hazard is -ln(1 - chance)", "[models][rules]")
{
    const std::string lines = "weekly_chance = 0.01\nratio.sex = { male = 6, female = 12 }\n";
    CHECK(onset(lines, "male") == Approx(0.0618754037).epsilon(1e-9));   // -ln 0.94
    CHECK(onset(lines, "female") == Approx(0.1278333715).epsilon(1e-9)); // -ln 0.88
}

TEST_CASE("no chance of a week passes `most`, whether it is stated as a chance or as a rate", "[models][rules]")
{
    const double quarter = 0.2876820724; // -ln 0.75
    const std::string chance = "weekly_chance = 0.01\nmost = 0.25\nratio.sex = { male = 24, female = 26 }\n";
    CHECK(onset(chance, "male") == Approx(0.2744368457).epsilon(1e-9)); // -ln 0.76
    CHECK(onset(chance, "female") == Approx(quarter).epsilon(1e-9));
    const std::string rate = "rate = " + weekly(0.1) + "\nmost = 0.25\nratio.sex = { male = 2, female = 3 }\n";
    CHECK(onset(rate, "male") == Approx(0.2).epsilon(1e-12));
    CHECK(onset(rate, "female") == Approx(quarter).epsilon(1e-9));
}

TEST_CASE("a chance of a week that ratios carry over 1 is all but sure, and no more", "[models][rules]")
{
    const double hazard = onset("weekly_chance = 0.5\nratio.sex = { male = 4 }\n", "male");
    CHECK(std::isfinite(hazard));
    CHECK(1.0 - std::exp(-hazard) > 0.999999);
}

TEST_CASE("the share of residents with onset in a week equals its chance", "[models][rules]")
{
    // Binomial of 40,000: four standard deviations of a share of 0.06 and of 0.25
    CHECK(std::fabs(begun("weekly_chance = 0.01\nratio.sex = { male = 6, female = 6 }\n") - 0.06) < 0.0048);
    CHECK(std::fabs(begun("weekly_chance = 0.01\nmost = 0.25\nratio.sex = { male = 60, female = 60 }\n") - 0.25) <
          0.0087);
}

TEST_CASE("a policy changes a chance of a week and what holds it", "[models][rules]")
{
    const std::string tables = R"(
[need.thirst]
[need.thirst.onset]
weekly_chance = 0.01
most = 0.25
[policy.dry]
[[policy.dry.change]]
scale = "need.thirst.onset.weekly_chance"
amount = 6
channel = "prevention"
[[policy.dry.change]]
set = "need.thirst.onset.most"
amount = 0.05
start = "week 10"
channel = "prevention"
[scenario.dry]
policies = ["dry"]
)";
    const TinyModel tiny(tables, 10);
    const auto& rules = tiny.scenario("dry");
    const auto hazard = [&](Week week) {
        return rules.at(week).by_reach[0].per_week(tiny.model().needs[0].onset, Covariates{});
    };
    CHECK(tiny.rules().per_week(tiny.model().needs[0].onset, Covariates{}) == Approx(0.0100503359).epsilon(1e-8));
    CHECK(hazard(9) == Approx(0.0618754037).epsilon(1e-9));  // -ln 0.94
    CHECK(hazard(10) == Approx(0.0512932944).epsilon(1e-9)); // -ln 0.95
}
