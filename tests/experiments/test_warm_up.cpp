#include "experiments/warm_up.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace meam;

namespace {

/// Two replicates that moved by 30 +- 10 from about 100.
const std::vector<YearPair> moved{{100, 120}, {100, 140}};

} // namespace

TEST_CASE("a series moves when it moved by a resident, by a twentieth, and by more than chance",
          "[experiments][warm-up]")
{
    // mean 30; deviations -10 and 10: variance (100 + 100) / 2 / (2 - 1), standard error 10
    CHECK(moves(moved, 2.9));
    CHECK_FALSE(moves(moved, 3.1));
}

TEST_CASE("a series that moves by less than a resident stands still, however surely", "[experiments][warm-up]")
{
    CHECK(moves(std::vector<YearPair>{{5, 6.0}, {5, 6.0}, {5, 6.0}}, 2.0));
    CHECK_FALSE(moves(std::vector<YearPair>{{5, 5.9}, {5, 5.9}, {5, 5.9}}, 2.0));
}

TEST_CASE("a series that moves by less than a twentieth stands still, however surely", "[experiments][warm-up]")
{
    CHECK(moves(std::vector<YearPair>{{950, 1001}, {950, 1001}}, 2.0));       // 5.1 % of 1,001
    CHECK_FALSE(moves(std::vector<YearPair>{{960, 1001}, {960, 1001}}, 2.0)); // 4.1 %
    CHECK(moves(std::vector<YearPair>{{1001, 950}, {1001, 950}}, 2.0));       // down as well as up
}

TEST_CASE("the limit for many series together is that of Student's t in tables", "[experiments][warm-up]")
{
    // two-sided 5 %: t(15) = 2.131; for ten series 0.25 % a side: t(15) = 3.286; t(7) = 2.365
    CHECK(moving_limit(16, 1) == Approx(2.131).margin(0.001));
    CHECK(moving_limit(16, 10) == Approx(3.286).margin(0.001));
    CHECK(moving_limit(8, 1) == Approx(2.365).margin(0.001));
}
