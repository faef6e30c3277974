#include "analysis/statistics.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace meam::analysis;

TEST_CASE("mean: equal values have exactly that mean and no variance", "[analysis]")
{
    const std::vector<double> tenths(10, 0.1); // their sum is not 1
    CHECK(mean(tenths) == 0.1);
    CHECK(variance(tenths) == 0.0);
}

TEST_CASE("mean and variance of five numbers are those of pencil and paper", "[analysis]")
{
    const std::vector<double> values{2, 4, 4, 6, 9};
    CHECK(mean(values) == Approx(5.0));
    CHECK(variance(values) == Approx(28.0 / 4.0)); // 9 + 1 + 1 + 1 + 16, over n - 1
}

TEST_CASE("a paired interval is the t interval of the differences", "[analysis]")
{
    // differences -3, -1, -2, -2: mean -2, variance 2/3, standard error 0.408248; t(3) = 3.182446
    const auto pairs = paired({10.0, 12.0, 9.0, 11.0}, {7.0, 11.0, 7.0, 9.0});
    CHECK(*pairs.baseline == Approx(10.5));
    CHECK(*pairs.scenario == Approx(8.5));
    CHECK(*pairs.difference == Approx(-2.0));
    CHECK(pairs.interval->low == Approx(-2.0 - 3.182446305 * 0.408248290).epsilon(1e-8));
    CHECK(pairs.interval->high == Approx(-2.0 + 3.182446305 * 0.408248290).epsilon(1e-8));
    CHECK(pairs.runs == Runs{4, 4});
}

TEST_CASE("variance reduction compares unpaired with paired variance", "[analysis]")
{
    // var{10, 12, 9, 11} = 5/3, var{7, 11, 7, 9} = 11/3, var of the differences = 2/3
    const std::vector<double> a{10, 12, 9, 11};
    const std::vector<double> b{7, 11, 7, 9};
    CHECK(*variance_reduction(a, b) == Approx((5.0 / 3.0 + 11.0 / 3.0) / (2.0 / 3.0)));
}

TEST_CASE("variance reduction: there is none to state when every pair differs by the same amount", "[analysis]")
{
    const std::vector<double> a{1, 2, 3};
    CHECK_FALSE(variance_reduction(a, a));
    const std::vector<double> b{1.1, 2.1, 3.1}; // 0.1 more, but for the last bit
    CHECK_FALSE(variance_reduction(a, b));
}

TEST_CASE("a scenario that changes nothing differs by exactly zero, and never gets worse", "[analysis]")
{
    const Replicates same{0.1, 0.7, 0.3};
    const auto pairs = paired(same, same);
    CHECK(*pairs.difference == 0.0);
    CHECK(pairs.interval->low == 0.0);
    CHECK(pairs.interval->high == 0.0);
    CHECK(*share_above_zero(pairs.differences) == 0.0);
    CHECK(*share_below_zero(pairs.differences) == 0.0);
}

TEST_CASE("a missing replicate takes its pair away and stays in the count of runs", "[analysis]")
{
    const auto pairs = paired({10.0, std::nullopt, 9.0, 11.0}, {7.0, 50.0, std::nullopt, 9.0});
    CHECK(pairs.runs == Runs{2, 4});
    CHECK(*pairs.baseline == Approx(10.5)); // of replicates 0 and 3 alone
    CHECK(*pairs.scenario == Approx(8.0));
    CHECK(*pairs.difference == Approx(-2.5));
}

TEST_CASE("a number that is not finite is a missing one", "[analysis]")
{
    const double nobody_waited = std::numeric_limits<double>::quiet_NaN();
    const auto waits = estimate({4.0, nobody_waited, 6.0});
    CHECK(*waits.mean == Approx(5.0));
    CHECK(waits.runs == Runs{2, 3});
}

TEST_CASE("nothing is claimed from too few replicates", "[analysis]")
{
    const auto none = paired({std::nullopt}, {1.0});
    CHECK_FALSE(none.difference);
    CHECK(none.runs == Runs{0, 1});
    const auto one = paired({1.0}, {2.0});
    CHECK(*one.difference == 1.0);
    CHECK_FALSE(one.interval);
    CHECK_FALSE(one.variance_reduction);
}

TEST_CASE("the share in which it gets worse counts neither ties nor improvements", "[analysis]")
{
    const std::vector<double> differences{-1, 0, 2, 3, -4};
    CHECK(*share_above_zero(differences) == Approx(0.4));
    CHECK(*share_below_zero(differences) == Approx(0.4));
    CHECK_FALSE(share_above_zero({}));
}

TEST_CASE("one more value falls in the prediction interval, the mean in a narrower one", "[analysis]")
{
    // 1, 2, 3: mean 2, s = 1, t(2) at 97.5 % = 4.30265 (any table); sqrt(1 + 1/3) = 1.154701
    const std::vector<double> values{1, 2, 3};
    const auto interval = meam::analysis::prediction_interval(values);
    REQUIRE(interval);
    CHECK(interval->low == Approx(2 - 4.30265 * 1.154701).epsilon(1e-5));
    CHECK(interval->high == Approx(2 + 4.30265 * 1.154701).epsilon(1e-5));
    CHECK_FALSE(meam::analysis::prediction_interval(std::vector<double>{1}));
}

TEST_CASE("a ratio of sums weighs runs by their wholes, and its interval is that of the residuals", "[analysis]")
{
    // 12 of 40: 0.3. Residuals 2 - 3 = -1, 6 - 6 = 0, 4 - 3 = 1, over a mean whole of 40 / 3
    const std::vector<double> parts{2, 6, 4}, wholes{10, 20, 10};
    const auto ratio = ratio_of_sums(parts, wholes);
    REQUIRE(ratio.mean);
    CHECK(*ratio.mean == Approx(0.3));
    // standard deviation of -0.075, 0, 0.075 is 0.075; t(2) at 95 % is 4.3027
    CHECK(ratio.interval->low == Approx(0.3 - 4.302653 * 0.075 / std::sqrt(3.0)));
    CHECK(ratio.interval->high == Approx(0.3 + 4.302653 * 0.075 / std::sqrt(3.0)));
    CHECK_FALSE(ratio_of_sums(std::vector<double>{0, 0}, std::vector<double>{0, 0}).mean);
    CHECK_THROWS_AS(ratio_of_sums(parts, std::vector<double>{1}), std::invalid_argument);
}
