#include "sim/input/measure.hpp"
#include "sim/input/number.hpp"
#include "sim/input/units.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace meam::input;

TEST_CASE("units become the held unit", "[sim][input]")
{
    CHECK(to_held(Dimension::duration, "days", 21) == 3.0);
    CHECK(to_held(Dimension::duration, "years", 7) == 365.25);
    CHECK(to_held(Dimension::duration, "month", 84) == 365.25);
    CHECK(to_held(Dimension::rate, "1/week", 0.01) == Approx(0.01 * 365.25 / 7));
    CHECK(to_held(Dimension::rate, "1/month", 0.01) == Approx(0.12));
    CHECK(to_held(Dimension::rate, "/day", 1) == 365.25);
    CHECK(to_held(Dimension::weekly, "1/year", 365.25) == 7.0);
    CHECK(to_held(Dimension::probability, "%", 40) == 0.4);
    CHECK(to_held(Dimension::money_rate, "GBP/week", 7) == 365.25);
    CHECK(to_held(Dimension::hours, "hours/week", 30) == 30.0);
    CHECK(factor_to_held(Dimension::workers, "workers") == 1.0);
}

TEST_CASE("a unit of another dimension has no factor", "[sim][input]")
{
    CHECK(factor_to_held(Dimension::duration, "1/year") == 0.0);
    CHECK(factor_to_held(Dimension::rate, "year") == 0.0);
    CHECK(factor_to_held(Dimension::money, "EUR") == 0.0);
    CHECK(factor_to_held(Dimension::ratio, "weeks") == 0.0);
    CHECK(factor_to_held(Dimension::duration, "") == 0.0);
    CHECK(factor_to_held(Dimension::duration, "s") == 0.0);
}

TEST_CASE("the held unit of every dimension is one of its units, and counts alone are bare", "[sim][input]")
{
    for (const auto dimension : {Dimension::ratio, Dimension::probability, Dimension::level, Dimension::count,
                                 Dimension::rate, Dimension::weekly, Dimension::duration, Dimension::workers,
                                 Dimension::hours, Dimension::money, Dimension::money_rate}) {
        CHECK(factor_to_held(dimension, held_unit(dimension)) == 1.0);
        CHECK(may_be_bare(dimension) == (held_unit(dimension) == "1"));
        for (const auto& unit : unit_names(dimension)) {
            CHECK(factor_to_held(dimension, unit) > 0.0);
        }
    }
}

TEST_CASE("a measure says in words what may stand in a file", "[sim][input]")
{
    CHECK(description(measures::rate) ==
          R"(a rate such as 0.05 with unit "1/year" (also 1/month, 1/week, 1/day), 0 to 1000000 [1/year])");
    CHECK(description(measures::probability) == "a probability or share such as 0.4, 0 to 1");
    CHECK(description({Dimension::duration, 1, 520}) ==
          R"(a duration such as "26 weeks" (also days, months, years), 1 to 520 [week])");
    CHECK(description({Dimension::level, 0, 4, true}) == "a whole level such as 2, 0 to 4");
    CHECK(description(measures::unit_cost) == R"(an amount such as "1200 GBP", 0 to 10000000 [GBP])");
}

TEST_CASE("a number in words is split from its unit", "[sim][input]")
{
    CHECK(worded("26 weeks")->value == 26);
    CHECK(worded("26 weeks")->unit == "weeks");
    CHECK(worded(" 2.5e-1years ")->value == 0.25);
    CHECK(worded(" 2.5e-1years ")->unit == "years");
    CHECK(worded("0.05 1/year")->unit == "1/year");
    CHECK(worded("-3")->unit.empty());
    CHECK_FALSE(worded("weeks"));
    CHECK_FALSE(worded(""));
    CHECK(std::isinf(worded("1e999 weeks")->value));
}

TEST_CASE("the example of a measure lies in its range, whatever the range is", "[sim][input]")
{
    constexpr double no_limit = std::numeric_limits<double>::infinity();
    for (const auto dimension : {Dimension::ratio, Dimension::probability, Dimension::level, Dimension::count,
                                 Dimension::rate, Dimension::weekly, Dimension::duration, Dimension::workers,
                                 Dimension::hours, Dimension::money, Dimension::money_rate}) {
        for (const auto& [low, high] : std::initializer_list<std::pair<double, double>>{
                 {0, 1}, {0, 0}, {5, 9}, {-1, 64}, {3e6, no_limit}, {-no_limit, -2}, {-no_limit, no_limit}, {0, 1e9}}) {
            for (const bool whole : {false, true}) {
                const Measure measure{dimension, low, high, whole};
                const double value = example_value(measure);
                INFO(description(measure));
                CHECK(value >= low);
                CHECK(value <= high);
                CHECK((!whole || std::floor(value) == value));
            }
        }
    }
}
