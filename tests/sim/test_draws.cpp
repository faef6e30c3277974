#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

using namespace meam;

namespace {

/// Chi-square of draws sorted into bins of equal width. Its mean is bins - 1, its standard deviation sqrt(2 (bins -
/// 1)).
double chi_square(int draws, int bins, const std::function<double(int)>& draw)
{
    std::vector<int> counts(static_cast<std::size_t>(bins), 0);
    for (int i = 0; i < draws; ++i) {
        ++counts[static_cast<std::size_t>(draw(i) * bins)];
    }
    const double expected = static_cast<double>(draws) / bins;
    double sum = 0.0;
    for (const int count : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

} // namespace

TEST_CASE("draws are those of Philox4x32-10, as Random123 publishes them", "[sim][draws]")
{
    // Random123, tests/kat_vectors, the three lines of philox4x32 10
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the quick way to a block and the plain one give the same words", "[sim][draws]")
{
    for (std::uint32_t i = 0; i < 5000; ++i) {
        const auto counter = philox_plain({i, 1, 2, 3}, {4, 5});
        const auto key = philox_plain({i, 6, 7, 8}, {9, 10});
        CHECK(philox(counter, {key[0], key[1]}) == philox_plain(counter, {key[0], key[1]}));
    }
}

TEST_CASE("an address is the counter and a key the key, in the order they are written", "[sim][draws]")
{
    CHECK(block({0xa4093822, 0x299f31d0}, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}) ==
          std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a uniform draw is the upper 52 bits of a block's first two words, and half a unit", "[sim][draws]")
{
    // zeros give the words 6627e8d5 e169c58d: the bits 6627e8d5e169c
    CHECK(uniform({0, 0}, {0, 0, 0, 0}) == (static_cast<double>(0x6627e8d5e169c) + 0.5) / 4503599627370496.0);
}

TEST_CASE("a uniform draw is never 0 and never 1, not even at the ends of its 52 bits", "[sim][draws]")
{
    double least = 1.0, most = 0.0;
    for (std::uint32_t who = 0; who < 100'000; ++who) {
        const double u = uniform({1, 2}, {who, 3, 4, 5});
        least = std::min(least, u);
        most = std::max(most, u);
    }
    CHECK(least > 0.0);
    CHECK(most < 1.0);
    // what uniform() makes of 52 zeros and of 52 ones: both are exact in a double
    CHECK((0.0 + 0.5) * 0x1p-52 > 0.0);
    CHECK((static_cast<double>((std::uint64_t{1} << 52) - 1) + 0.5) * 0x1p-52 < 1.0);
}

TEST_CASE("uniform draws are uniform along every part of their address", "[sim][draws]")
{
    // 100 bins: chi-square has mean 99 and standard error sqrt(198) = 14.1; allow four: 43 to 155
    constexpr int draws = 50'000;
    const auto u32 = [](int i) { return static_cast<std::uint32_t>(i); };
    const std::vector<std::function<double(int)>> parts{
        [&](int i) { return uniform({7, 0}, {u32(i), 1, 2, 3}); },
        [&](int i) { return uniform({7, 0}, {1, u32(i), 2, 3}); },
        [&](int i) { return uniform({7, 0}, {1, 2, u32(i), 3}); },
        [&](int i) { return uniform({7, 0}, {1, 2, 3, u32(i)}); },
        [&](int i) { return uniform({u32(i), 0}, {1, 2, 3, 4}); },
        [&](int i) { return uniform({7, u32(i)}, {1, 2, 3, 4}); },
    };
    for (const auto& part : parts) {
        const double x = chi_square(draws, 100, part);
        CHECK(x > 99.0 - 4 * 14.1);
        CHECK(x < 99.0 + 4 * 14.1);
    }
}

TEST_CASE("uniform draws have mean 1/2 and variance 1/12, and neighbours do not know of each other", "[sim][draws]")
{
    // over n draws: standard errors 1/sqrt(12 n), 1/sqrt(180 n) and, of the correlation, 1/sqrt(n); allow four
    constexpr int n = 100'000;
    double sum = 0.0, squares = 0.0, products = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const double u = uniform({11, 3}, {i, 5, 6, 0}) - 0.5;
        sum += u;
        squares += u * u;
        products += u * (uniform({11, 3}, {i + 1, 5, 6, 0}) - 0.5);
    }
    CHECK(sum / n == Approx(0.0).margin(4 / std::sqrt(12.0 * n)));
    CHECK(squares / n == Approx(1.0 / 12).margin(4 / std::sqrt(180.0 * n)));
    CHECK(products / n * 12 == Approx(0.0).margin(4 / std::sqrt(1.0 * n)));
}

TEST_CASE("a chance of 0 never happens, one of 1 always", "[sim][draws]")
{
    for (std::uint32_t who = 0; who < 10'000; ++who) {
        CHECK_FALSE(chance({1, 1}, {who, 1, 1, 1}, 0.0));
        CHECK_FALSE(chance({1, 1}, {who, 1, 1, 1}, -1.0));
        CHECK(chance({1, 1}, {who, 1, 1, 1}, 1.0));
    }
}

TEST_CASE("a chance of 0.3 happens in 3 of 10", "[sim][draws]")
{
    int happened = 0;
    for (std::uint32_t who = 0; who < 40'000; ++who) {
        happened += chance({1, 1}, {who, 1, 1, 1}, 0.3) ? 1 : 0;
    }
    // standard error sqrt(0.3 * 0.7 / 40,000) = 0.0023; allow four
    CHECK(happened / 40'000.0 == Approx(0.3).margin(4 * 0.0023));
}

TEST_CASE("names that differ have addresses that differ", "[sim][draws]")
{
    std::set<std::uint32_t> addresses;
    int names = 0;
    for (const char* kind : {"need.", "service.", "crisis.", "edge."}) {
        for (int i = 0; i < 500; ++i) {
            addresses.insert(name_hash(std::string(kind) + std::to_string(i)));
            ++names;
        }
    }
    // of 2,000 random addresses 2,000^2 / 2^33 = 0.0005 pairs would meet
    CHECK(addresses.size() == static_cast<std::size_t>(names));
}

TEST_CASE("seeds and places that differ have keys that differ", "[sim][draws]")
{
    CHECK(mixed_seed(1, "leeds") != mixed_seed(2, "leeds"));
    CHECK(mixed_seed(1, "leeds") != mixed_seed(1, "hull"));
    CHECK(mixed_seed(1, "leeds") != mixed_seed(std::uint64_t{1} << 32 | 1, "leeds")); // all 64 bits of a seed count
}
