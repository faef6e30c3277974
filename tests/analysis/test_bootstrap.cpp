#include "analysis/bootstrap.hpp"

#include "sim/draws.hpp"
#include "sim/mathematics.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace meam;
using namespace meam::analysis;

namespace {

/// Differences of pairs that share most of their luck: normal, mean 1, standard deviation 0.5.
std::vector<double> differences_of_pairs(std::uint32_t experiment, std::uint32_t pairs)
{
    const auto normal = [](Address at) { return normal_quantile(uniform(Key{.seed = 7, .replicate = 0}, at)); };
    std::vector<double> differences;
    for (std::uint32_t r = 0; r < pairs; ++r) {
        const double shared = 3.0 * normal({.who = experiment, .process = name_hash("shared"), .when = r, .index = 0});
        const double own = normal({.who = experiment, .process = name_hash("own"), .when = r, .index = 0});
        const double baseline = 10.0 + shared;
        const double scenario = 11.0 + shared + 0.5 * own;
        differences.push_back(scenario - baseline);
    }
    return differences;
}

bool holds_one(const Interval& interval)
{
    return interval.low <= 1.0 && 1.0 <= interval.high;
}

} // namespace

TEST_CASE("intervals of simulated pairs hold the true difference as often as they promise", "[analysis]")
{
    // 1,000 experiments of 30 pairs. Standard error of a share of 0.95: 0.0069, allow four for the t interval. The
    // bootstrap's own error at n = 30 is about 0.015 below its promise, so 0.935 with the same margin.
    const Resamples resamples{30, 500};
    int by_t = 0;
    int by_bootstrap = 0;
    for (std::uint32_t experiment = 0; experiment < 1'000; ++experiment) {
        const auto differences = differences_of_pairs(experiment, 30);
        by_t += holds_one(*t_interval(differences));
        by_bootstrap += holds_one(*resamples.interval(differences));
    }
    CHECK(by_t / 1'000.0 == Approx(0.95).margin(0.028).epsilon(0));
    CHECK(by_bootstrap / 1'000.0 == Approx(0.935).margin(0.028).epsilon(0));
}

TEST_CASE("bootstrap: many normal differences give nearly the t interval", "[analysis]")
{
    // 200 pairs, 2,000 resamples: a bound's own error is about 0.1 of the standard error 0.035; allow four
    const auto differences = differences_of_pairs(0, 200);
    const auto by_t = t_interval(differences);
    const auto by_draws = Resamples{200}.interval(differences);
    CHECK(by_draws->low == Approx(by_t->low).margin(0.014).epsilon(0));
    CHECK(by_draws->high == Approx(by_t->high).margin(0.014).epsilon(0));
}

TEST_CASE("bootstrap: the same values give the same interval, another seed another one", "[analysis]")
{
    const auto differences = differences_of_pairs(1, 12);
    const auto first = Resamples{12}.interval(differences);
    const auto again = Resamples{12}.interval(differences);
    const auto other = Resamples{12, usual_resamples, 2}.interval(differences);
    CHECK(first->low == again->low);
    CHECK(first->high == again->high);
    CHECK(first->low != other->low);
}

TEST_CASE("bootstrap: a skewed sample gets a skewed interval", "[analysis]")
{
    const std::vector<double> skewed{0, 0, 1, 0, 2, 0, 0, 1, 0, 16, 0, 1};
    const auto interval = Resamples{12}.interval(skewed);
    const double middle = mean(skewed);
    CHECK(interval->high - middle > 1.5 * (middle - interval->low));
}

TEST_CASE("bootstrap: equal differences leave no doubt, one leaves nothing but doubt", "[analysis]")
{
    const std::vector<double> zeros(9, 0.0);
    CHECK(Resamples{9}.interval(zeros)->low == 0.0);
    CHECK(Resamples{9}.interval(zeros)->high == 0.0);
    const std::vector<double> one{3.0};
    CHECK_FALSE(Resamples{1}.interval(one));
}
