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

TEST_CASE("weighted vote: a player never needed has share zero, and equal players equal shares", "[analysis]")
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

TEST_CASE("coalitions in no sampled order are not run", "[analysis]")
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
    CHECK_FALSE(shares.channels[0].part); // -9 of two replicates, -10 and -8: not significantly different from 0
    CHECK_FALSE(shares.channels[0].sampling_error);
}

TEST_CASE("asking for pairwise effects leaves all shares unchanged", "[analysis]")
{
    for (const auto& design : {exact_design(4), sampled_design(13, 2, 1)}) {
        const auto wider = with_pairs(design);
        CHECK(shares(wider, any_worth) == shares(design, any_worth));
        for (int a = 0; a < design.players; ++a) {
            for (int b = 0; b < a; ++b) {
                CHECK_NOTHROW(wider.index(Coalition{1} << a | Coalition{1} << b));
            }
        }
    }
    CHECK(with_pairs(exact_design(4)).coalitions == exact_design(4).coalitions);
    // nobody, 13 alone, 78 pairs, 13 but one, everybody, and what the orders pass through
    CHECK(with_pairs(sampled_design(13, 1, 1)).coalitions.size() >= 1 + 13 + 78 + 13 + 1);
}

TEST_CASE("pairs: two that need each other, two that do the same, two that have nothing to do with each other",
          "[analysis]")
{
    // a opens a door, b sends people through it: -10 together, nothing apart. c and d remove the same 6. Three
    // replicates, in which a hair more or less comes of each coalition that has a and b.
    Attribution attribution{
        "", "hub", "siloed", {"a", "b", "c", "d"}, exact_design(4), {3, 4}, {{"crises", "", "a year", {}}}};
    for (const int luck : {-1, 0, 1}) {
        attribution.outcomes[0].worth.push_back(worth_of(attribution.design, [&](Coalition coalition) -> std::int64_t {
            const bool door = (coalition & 3U) == 3U, same = (coalition & 12U) != 0;
            return 1000000 * (100 - (door ? 10 : 0) - (same ? 6 : 0)) + (door ? 10000 * luck : 0);
        }));
    }
    const auto pairs = pairs_of(attribution).at(0).pairs;
    REQUIRE(pairs.size() == 6);
    CHECK(pairs[0].first + pairs[0].second == "ab");
    CHECK(*pairs[0].together.mean == Approx(-10));
    CHECK(*pairs[0].beyond.mean == Approx(-10));
    // sd 0.01 over 3: t(2, 0.975) = 4.302653, half width 4.302653 * 0.01 / sqrt(3)
    CHECK(pairs[0].beyond.interval->high == Approx(-10 + 0.02484138));
    CHECK(pairs[0].significant);
    CHECK(pairs[1].first + pairs[1].second == "cd");
    CHECK(*pairs[1].together.mean == Approx(-6));
    CHECK(*pairs[1].beyond.mean == Approx(6));
    for (std::size_t p = 2; p < 6; ++p) {
        CHECK(*pairs[p].together.mean == Approx(-6));
        CHECK(*pairs[p].beyond.mean == 0.0);
        CHECK_FALSE(pairs[p].significant);
    }
    CHECK(pairs[0].beyond.runs == Runs{3, 4});
    CHECK(pairs_table_of(attribution).rows.size() == 6);
    CHECK(pairs_in_words(attribution) == "  a and b together: -10.00 a year, -10.00 beyond the sum of both alone\n"
                                         "  c and d together: -6.000 a year, 6.000 beyond the sum of both alone\n");
}

TEST_CASE("of pairs without interaction, tested all at once, hardly any is significant", "[analysis]")
{
    // 8 channels that add up, 28 pairs, 10 replicates of independent luck in each coalition; 200 studies. One at a
    // time, 5 % of the pairs would be significant; at once, in 5 % of the studies one is: 10 of 200, at most 21 (4.4
    // sd)
    int studies_with_one = 0, alone = 0;
    for (std::uint32_t study = 0; study < 200; ++study) {
        Attribution attribution{"", "s", "b", {}, exact_design(8), {10, 10}, {{"o", "", "", {}}}};
        for (const char c : std::string("abcdefgh")) {
            attribution.channels.emplace_back(1, c);
        }
        for (std::uint32_t r = 0; r < 10; ++r) {
            attribution.outcomes[0].worth.push_back(
                worth_of(attribution.design, [&](Coalition coalition) -> std::int64_t {
                    double sum = 0.0; // of twelve uniforms: close to normal
                    for (std::uint32_t k = 0; k < 12; ++k) {
                        sum += uniform(Key{study, r}, {coalition, k, 1, 0});
                    }
                    return std::popcount(coalition) * 1000000 + static_cast<std::int64_t>(1e6 * sum);
                }));
        }
        bool one = false;
        const auto pairs = pairs_of(attribution).at(0).pairs;
        for (const auto& pair : pairs) {
            one = one || pair.significant;
            alone += pair.beyond.interval->low > 0.0 || pair.beyond.interval->high < 0.0 ? 1 : 0;
        }
        studies_with_one += one ? 1 : 0;
    }
    CHECK(studies_with_one <= 21);
    CHECK(alone > 28 * 200 * 3 / 100);
    CHECK(alone < 28 * 200 * 7 / 100);
}
