#pragma once
// Random numbers by address: who, what for, when, which. Same address, same number, on any number of threads, in any
// order and under any policy. Nothing has a stream to keep.

#include <array>
#include <cstdint>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace meam {

/// Which history of chance: the experiment's seed with the place, and the replicate. Never the scenario.
struct Key {
    std::uint32_t seed = 0;
    std::uint32_t replicate = 0;
};

struct Address {
    std::uint32_t who = 0;     ///< resident number, or the number of a worker
    std::uint32_t process = 0; ///< name_hash of what the draw is for
    std::uint32_t when = 0;    ///< week, or 0 for what is drawn once
    std::uint32_t index = 0;   ///< which of several; below 2^31 (the upper half belongs to the Poisson fields)
};

using Words = std::array<std::uint32_t, 4>;

/// Philox4x32 with ten rounds.
/// @source Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11; tested against its published
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

/// The same words. Every x86-64 machine multiplies two pairs of 32 bits at once (SSE2): a third of the instructions.
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

inline Words block(Key key, Address at)
{
    return philox({at.who, at.process, at.when, at.index}, {key.seed, key.replicate});
}

/// A number in (0, 1), never 0 nor 1: 52 bits and a half.
inline double uniform(Key key, Address at)
{
    const auto words = block(key, at);
    const std::uint64_t bits = (std::uint64_t{words[0]} << 32 | words[1]) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// True with probability p [1]: exactly never for p <= 0, always for p >= 1.
inline bool chance(Key key, Address at, double p)
{
    return uniform(key, at) < p;
}

/// Address of a name: FNV-1a, then mixed. Names, not positions: adding or reordering entries of a file moves no other
/// draw.
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

/// The key's first half: a seed of 64 bits and the name of a place.
constexpr std::uint32_t mixed_seed(std::uint64_t seed, std::string_view place)
{
    std::uint64_t h = seed + 0x9e3779b97f4a7c15 * (std::uint64_t{name_hash(place)} + 1);
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9;
    h = (h ^ (h >> 27)) * 0x94d049bb133111eb;
    return static_cast<std::uint32_t>(h ^ (h >> 31));
}

} // namespace meam
