#pragma once
// Addressed draws: a random number is a pure function of its address (who, process, when, index). The same address
// gives the same number with any number of threads, in any order and under any policy. No generator state is stored.

#include <array>
#include <cstdint>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace meam {

/// Identifies a replicate of an experiment: the seed mixed with the place, and the replicate number. The scenario is
/// not in the key, so all scenarios use the same draws.
struct Key {
    std::uint32_t seed = 0;
    std::uint32_t replicate = 0;
};

/// Address of a draw within a replicate.
struct Address {
    std::uint32_t who = 0;     ///< resident number, or worker number
    std::uint32_t process = 0; ///< name_hash of the purpose of the draw
    std::uint32_t when = 0;    ///< week, or 0 for a draw made once
    std::uint32_t index = 0;   ///< number among several draws; below 2^31 (Poisson fields use the upper half)
};

using Words = std::array<std::uint32_t, 4>;

/// Philox4x32 with ten rounds.
/// @source Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11; tested against the published
/// vectors
inline Words philox_plain(Words counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

/// As philox_plain, with the same result. With SSE2, which every x86-64 processor has, two 32-bit products are computed
/// at once: a third of the instructions.
inline Words philox(const Words& counter, std::array<std::uint32_t, 2> key)
{
#ifdef __SSE2__
    const __m128i factors = _mm_set_epi32(0, static_cast<int>(0xCD9E8D57), 0, static_cast<int>(0xD2511F53));
    const __m128i step = _mm_set_epi32(0, static_cast<int>(0xBB67AE85), 0, static_cast<int>(0x9E3779B9));
    __m128i keys = _mm_set_epi32(0, static_cast<int>(key[1]), 0, static_cast<int>(key[0]));
    __m128i state = _mm_loadu_si128(reinterpret_cast<const __m128i*>(counter.data()));
    for (int round = 0; round < 10; ++round) {
        const __m128i products = _mm_mul_epu32(state, factors);                       // a low, a high, b low, b high
        const __m128i swapped = _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 1, 2, 3)); // b high, b low, a high, a low
        state = _mm_xor_si128(swapped, _mm_xor_si128(_mm_srli_epi64(state, 32), keys));
        keys = _mm_add_epi32(keys, step);
    }
    Words words;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(words.data()), state);
    return words;
#else
    return philox_plain(counter, key);
#endif
}

/// The 128 random bits of an address.
inline Words block(Key key, Address at)
{
    return philox({at.who, at.process, at.when, at.index}, {key.seed, key.replicate});
}

/// Uniform draw in (0, 1), never 0 nor 1, with 52 random bits.
inline double uniform(Key key, Address at)
{
    const auto words = block(key, at);
    const std::uint64_t bits = (std::uint64_t{words[0]} << 32 | words[1]) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// True with probability p [1]: never for p <= 0, always for p >= 1.
inline bool chance(Key key, Address at, double p)
{
    return uniform(key, at) < p;
}

/// 32-bit hash of a name: FNV-1a with a final mix. Processes are addressed by name, not by position, so adding or
/// reordering entries of a file changes no other draw.
constexpr std::uint32_t name_hash(std::string_view name)
{
    std::uint64_t h = 0xcbf29ce484222325;
    for (const char c : name) {
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccd;
    h ^= h >> 33;
    return static_cast<std::uint32_t>(h);
}

/// First half of the key: a 64-bit seed mixed with the name of a place.
constexpr std::uint32_t mixed_seed(std::uint64_t seed, std::string_view place)
{
    std::uint64_t h = seed + 0x9e3779b97f4a7c15 * (std::uint64_t{name_hash(place)} + 1);
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9;
    h = (h ^ (h >> 27)) * 0x94d049bb133111eb;
    return static_cast<std::uint32_t>(h ^ (h >> 31));
}

} // namespace meam
