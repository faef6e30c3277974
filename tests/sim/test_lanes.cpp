#include "sim/draws.hpp"
#include "sim/lanes.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <limits>
#include <vector>

using namespace meam;

namespace {

using Sixteen = std::array<std::int16_t, lanes::count>;

/// Whole numbers from -16,384 to 16,383, some equal to `common`.
Sixteen numbers(std::uint32_t which, std::int16_t common)
{
    Sixteen all{};
    for (std::uint32_t k = 0; k < lanes::count; ++k) {
        const auto words = philox_plain({which, k, 0, 0}, {1, 2});
        all[k] = words[1] % 5 == 0 ? common : static_cast<std::int16_t>(static_cast<int>(words[0] % 32768) - 16384);
    }
    return all;
}

} // namespace

TEST_CASE("sixteen numbers at once: what is at most a limit", "[sim][lanes]")
{
    const Sixteen some{-5, 0, 5, 7, 7, 8, 9, -32768, 32767, 6, 7, 1, 2, 3, 100, 7};
    CHECK(lanes::at_most(some.data(), 7) == 0b1011'1110'1001'1111U); // bit 15 first
    CHECK(lanes::at_most(some.data(), std::numeric_limits<std::int16_t>::max()) == 0xffffU);
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const auto limit = static_cast<std::int16_t>(static_cast<int>(i * 13 % 30000) - 15000);
        const auto all = numbers(i, limit);
        CHECK(lanes::at_most(all.data(), limit) == lanes::plain::at_most(all.data(), limit));
    }
}

TEST_CASE("sixteen numbers at once: what is added and taken away, and what falls below 0", "[sim][lanes]")
{
    Sixteen room{10, 0, 3};
    const Sixteen before{1, 0, 4}, after{11, 1, 8};
    CHECK(lanes::shift(room.data(), before.data(), after.data()) == 0b110U);
    CHECK(room == Sixteen{0, -1, -1});
    for (std::uint32_t i = 0; i < 2000; ++i) {
        auto quick = numbers(i, 0), plain = quick;
        auto more = numbers(i + 10'000, 7), less = numbers(i + 20'000, 7);
        for (std::size_t k = 0; k < lanes::count; ++k) { // no sum overflows
            more[k] = static_cast<std::int16_t>(more[k] / 4);
            less[k] = static_cast<std::int16_t>(less[k] / 4);
        }
        CHECK(lanes::shift(quick.data(), more.data(), less.data()) ==
              lanes::plain::shift(plain.data(), more.data(), less.data()));
        CHECK(quick == plain);
    }
}

TEST_CASE("sixteen bytes at once: what is at least as large", "[sim][lanes]")
{
    using Bytes = std::array<std::uint8_t, lanes::count>;
    const Bytes some{0, 1, 127, 128, 255, 7}, least{0, 2, 127, 127, 255, 8};
    CHECK(lanes::at_least(some.data(), least.data()) == 0xffddU); // all but 1 and 5
    for (std::uint32_t i = 0; i < 2000; ++i) {
        Bytes all{}, limits{};
        for (std::uint32_t k = 0; k < lanes::count; ++k) {
            const auto words = philox_plain({i, k, 3, 0}, {1, 2});
            all[k] = static_cast<std::uint8_t>(words[0]);
            limits[k] = words[1] % 4 == 0 ? all[k] : static_cast<std::uint8_t>(words[2]);
        }
        CHECK(lanes::at_least(all.data(), limits.data()) == lanes::plain::at_least(all.data(), limits.data()));
    }
}

TEST_CASE("many numbers at once: the least", "[sim][lanes]")
{
    std::vector<std::int16_t> all(5 * lanes::count, 300);
    for (std::size_t k = 0; k < all.size(); ++k) {
        all[k] = -300;
        CHECK(lanes::least(all.data(), all.size()) == -300);
        all[k] = 300;
    }
    CHECK(lanes::least(all.data(), all.size()) == 300);
}
