#include "analysis/attribute.hpp"
#include "analysis/shapley.hpp"
#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

using namespace meam;
using namespace meam::analysis;

namespace {

std::vector<std::int64_t> worth_of(const ShapleyDesign& design, const std::function<std::int64_t(Coalition)>& game)
{
    std::vector<std::int64_t> worth;
    std::ranges::transform(design.coalitions, std::back_inserter(worth), game);
    return worth;
}

std::vector<double> shares(const ShapleyDesign& design, const std::function<std::int64_t(Coalition)>& game)
{
    std::vector<double> result;
    for (const auto part : numerators(design, worth_of(design, game))) {
        result.push_back(static_cast<double>(part) / static_cast<double>(design.denominator));
    }
    return result;
}

/// Worth of coalitions without rhyme or reason.
std::int64_t any_worth(Coalition coalition)
{
    return static_cast<std::int64_t>(1e9 * uniform(Key{5, 5}, {coalition, 1, 2, 3})) - 500000000;
}

} // namespace

TEST_CASE("the glove game: a pair of gloves is worth one, and the only left glove most of it", "[analysis]")
{
    // One left glove (player 0), two right ones: 2/3, 1/6, 1/6 (Shapley values of the glove market, Osborne &
    // Rubinstein 1994)
    const auto value = [](Coalition c) -> std::int64_t { return (c & 1U) != 0 && (c & 6U) != 0 ? 6000 : 0; };
    CHECK(shares(exact_design(3), value) == std::vector<double>{4000, 1000, 1000});
}

TEST_CASE("the airport game: each pays for the stretch of runway it needs with those who need it too", "[analysis]")
{
    // Costs 8, 11, 13, 18 (Littlechild & Owen 1973, sequential equal shares): 8/4 = 2; + 3/3 = 3; + 2/2 = 4; + 5 = 9
    const auto cost = [](Coalition c) -> std::int64_t {
        const std::array<std::int64_t, 4> runway{8, 11, 13, 18};
        return c == 0 ? 0 : runway[static_cast<std::size_t>(std::bit_width(c) - 1)];
    };
    CHECK(shares(exact_design(4), cost) == std::vector<double>{2, 3, 4, 9});
}

TEST_CASE("a weighted vote: who is never needed has nothing, and equals have equal shares", "[analysis]")
{
    // quota 51 of 50, 49, 1: the first is needed with either other: 2/3, 1/6, 1/6, as power indices have it; the fourth
    // has 0
    const auto passes = [](Coalition c) -> std::int64_t {
        const std::array<int, 4> votes{50, 49, 1, 0};
        int sum = 0;
        for (std::size_t i = 0; i < votes.size(); ++i) {
            sum += (c >> i & 1U) != 0 ? votes[i] : 0;
        }
        return sum >= 51 ? 6 : 0;
    };
    CHECK(shares(exact_design(4), passes) == std::vector<double>{4, 1, 1, 0});
}

TEST_CASE("shares sum to the total exactly, in all designs", "[analysis]")
{
    for (const auto& design : {exact_design(1), exact_design(7), exact_design(10), sampled_design(13, 9, 42)}) {
        const auto worth = worth_of(design, any_worth);
        const auto parts = numerators(design, worth);
        Whole sum = 0;
        for (const auto part : parts) {
            sum += part;
        }
        CHECK((sum == static_cast<Whole>(worth.back() - worth.front()) * design.denominator));
    }
}

TEST_CASE("where worth adds up every design gives each its own", "[analysis]")
{
    const auto adds_up = [](Coalition c) -> std::int64_t {
        std::int64_t sum = 7;
        for (int i = 0; i < 13; ++i) {
            sum += (c >> i & 1U) != 0 ? 100 * (i + 1) : 0;
        }
        return sum;
    };
    for (const auto& design : {exact_design(6), sampled_design(13, 2, 1)}) {
        const auto own = shares(design, adds_up);
        for (std::size_t i = 0; i < own.size(); ++i) {
            CHECK(own[i] == Approx(100.0 * static_cast<double>(i + 1)));
        }
    }
}

TEST_CASE("drawn orders are near all orders, within the error they state", "[analysis]")
{
    const auto exact = shares(exact_design(6), any_worth);
    const auto design = sampled_design(6, 200, 3);
    const auto drawn = shares(design, any_worth);
    const auto worth = worth_of(design, any_worth);
    const auto pairs = by_pair(design, std::vector<double>(worth.begin(), worth.end()));
    for (std::size_t i = 0; i < exact.size(); ++i) {
        REQUIRE(pairs[i].size() == 200);
        CHECK(mean(pairs[i]) == Approx(drawn[i]));
        CHECK(std::abs(drawn[i] - exact[i]) < 4 * std::sqrt(variance(pairs[i]) / 200));
    }
    CHECK(sampled_design(6, 3, 3).orders != sampled_design(6, 3, 4).orders);
    CHECK(sampled_design(6, 3, 3).orders == sampled_design(6, 3, 3).orders);
}

TEST_CASE("coalitions that no order passes through are not run", "[analysis]")
{
    const auto design = sampled_design(12, 1, 9);
    // nobody, everybody, 12 alone, 12 but one, and at most 11 more of each order; half of the last are alone or last
    // already
    CHECK(design.coalitions.size() <= 2 + 24 + 2 * 11);
    CHECK(design.coalitions.front() == 0);
    CHECK(design.coalitions.back() == (1U << 12) - 1);
    CHECK_THROWS_AS(design.index(0b101010101010), std::out_of_range);
}

TEST_CASE("an attribution says shares, alone, last and total, over replicates", "[analysis]")
{
    // two channels, two replicates: worth of nobody, a, b, both
    Attribution attribution{"", "hub", "siloed", {"a", "b"}, exact_design(2), {2, 3}, {{"crises", "", "1", {}}}};
    const auto millions = [](std::initializer_list<int> worth) {
        std::vector<std::int64_t> result;
        for (const int w : worth) {
            result.push_back(std::int64_t{1000000} * w);
        }
        return result;
    };
    attribution.outcomes[0].worth = {millions({100, 96, 100, 90}), millions({100, 98, 98, 92})};
    const auto shares = shares_of(attribution).at(0);
    CHECK(*shares.total.mean == Approx(-9));
    CHECK(shares.total.runs == Runs{2, 3});
    // replicate 1: a (-4 - 10) / 2 = -7, b (0 - 6) / 2 = -3; replicate 2: a (-2 - 6) / 2 = -4, b -4
    CHECK(shares.channels[0].channel == "a");
    CHECK(*shares.channels[0].share.mean == Approx(-5.5));
    CHECK(*shares.channels[1].share.mean == Approx(-3.5));
    CHECK(*shares.channels[0].alone.mean == Approx(-3));
    CHECK(*shares.channels[0].last.mean == Approx(-8));
    CHECK_FALSE(shares.channels[0].part); // -9 of two replicates, -10 and -8: cannot be told from nothing
    CHECK_FALSE(shares.channels[0].sampling_error);
}
