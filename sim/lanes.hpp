#pragma once
// Operations on sixteen small integers at once, for columns that are scanned in every step of a resident. The fast
// versions use SSE2, which every x86-64 processor has. The plain loops in `plain` give the same results on other
// processors; tests compare the two.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace meam::lanes {

/// Number of integers per operation.
inline constexpr std::size_t count = 16;

namespace plain {

/// Bit k of the result: numbers[k] <= limit.
inline std::uint32_t at_most(const std::int16_t* numbers, std::int16_t limit)
{
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < count; ++k) {
        bits |= numbers[k] <= limit ? 1U << k : 0U;
    }
    return bits;
}

/// Adds before[k] - after[k] to numbers[k]; no sum may overflow. @return bit k: numbers[k] is now below 0
inline std::uint32_t shift(std::int16_t* numbers, const std::int16_t* before, const std::int16_t* after)
{
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < count; ++k) {
        numbers[k] = static_cast<std::int16_t>(numbers[k] + before[k] - after[k]);
        bits |= numbers[k] < 0 ? 1U << k : 0U;
    }
    return bits;
}

/// The minimum of numbers[0] to numbers[n - 1]. @param n  a positive multiple of 16
inline std::int16_t least(const std::int16_t* numbers, std::size_t n)
{
    return *std::min_element(numbers, numbers + n);
}

/// Bit k of the result: bytes[k] >= least[k].
inline std::uint32_t at_least(const std::uint8_t* bytes, const std::uint8_t* least)
{
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < count; ++k) {
        bits |= bytes[k] >= least[k] ? 1U << k : 0U;
    }
    return bits;
}

} // namespace plain

#ifdef __SSE2__

namespace detail {

inline __m128i load(const std::int16_t* numbers)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers));
}

/// One bit for each of sixteen numbers that are 0 or -1: set for -1.
inline std::uint32_t bits_of(__m128i low, __m128i high)
{
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
}

} // namespace detail

inline std::uint32_t at_least(const std::uint8_t* bytes, const std::uint8_t* least)
{
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i limits = _mm_loadu_si128(reinterpret_cast<const __m128i*>(least));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(all, limits), all)));
}

inline std::uint32_t at_most(const std::int16_t* numbers, std::int16_t limit)
{
    const __m128i limits = _mm_set1_epi16(limit);
    const auto above = detail::bits_of(_mm_cmpgt_epi16(detail::load(numbers), limits),
                                       _mm_cmpgt_epi16(detail::load(numbers + 8), limits));
    return ~above & 0xffffU;
}

inline std::uint32_t shift(std::int16_t* numbers, const std::int16_t* before, const std::int16_t* after)
{
    const auto eight = [&](std::size_t k) {
        const __m128i moved =
            _mm_sub_epi16(_mm_add_epi16(detail::load(numbers + k), detail::load(before + k)), detail::load(after + k));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(numbers + k), moved);
        return _mm_srai_epi16(moved, 15);
    };
    const __m128i low = eight(0);
    return detail::bits_of(low, eight(8));
}

inline std::int16_t least(const std::int16_t* numbers, std::size_t n)
{
    __m128i low = detail::load(numbers);
    for (std::size_t k = 8; k < n; k += 8) {
        low = _mm_min_epi16(low, detail::load(numbers + k));
    }
    alignas(16) std::array<std::int16_t, 8> eight;
    _mm_store_si128(reinterpret_cast<__m128i*>(eight.data()), low);
    return plain::least(eight.data(), eight.size());
}

#else

using plain::at_least;
using plain::at_most;
using plain::least;
using plain::shift;

#endif

} // namespace meam::lanes
