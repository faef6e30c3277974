#include "sim/results/hdf5/filters.hpp"

#include "sim/results/hdf5/h5.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <libdeflate.h>
#include <memory>

namespace meam::results::filters {

namespace {

constexpr std::size_t sum_size = 4; ///< bytes of the checksum at the end of a chunk

template <class T>
using Whole =
    std::conditional_t<sizeof(T) == 2, std::uint16_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>;

/// Shuffles numbers by byte: first the lowest byte of every number, then the next byte of every number, and so on.
/// Independent of the byte order of the machine.
template <class T> Bytes shuffled(std::span<const T> numbers)
{
    Bytes bytes(numbers.size_bytes());
    auto* to = bytes.data();
    for (std::size_t b = 0; b < sizeof(T); ++b) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            to[i] = static_cast<std::byte>(std::bit_cast<Whole<T>>(numbers[i]) >> (8 * b));
        }
        to += numbers.size();
    }
    return bytes;
}

template <class T> void unshuffle(const Bytes& bytes, std::span<T> numbers)
{
    std::array<const std::byte*, sizeof(T)> from{};
    for (std::size_t b = 0; b < sizeof(T); ++b) {
        from[b] = bytes.data() + b * numbers.size();
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Whole<T> number = 0;
        for (std::size_t b = 0; b < sizeof(T); ++b) {
            number = static_cast<Whole<T>>(number | static_cast<Whole<T>>(from[b][i]) << (8 * b));
        }
        numbers[i] = std::bit_cast<T>(number);
    }
}

std::uint32_t folded(std::uint32_t sum)
{
    return (sum & 0xffff) + (sum >> 16);
}

/// Fletcher-32 checksum of big-endian 16-bit words, as HDF5 computes it. Sums are folded before they can overflow.
std::uint32_t fletcher32(std::span<const std::byte> bytes)
{
    constexpr std::size_t most_words = 360;
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.size(), at + 2 * most_words);
        for (; at < end; at += 2) {
            const auto low = at + 1 < bytes.size() ? std::to_integer<std::uint32_t>(bytes[at + 1]) : 0;
            first += (std::to_integer<std::uint32_t>(bytes[at]) << 8) | low;
            second += first;
        }
        first = folded(first);
        second = folded(second);
    }
    return (folded(second) << 16) | folded(first);
}

void append_sum(Bytes& chunk)
{
    const std::uint32_t sum = fletcher32(chunk);
    for (std::size_t b = 0; b < sum_size; ++b) {
        chunk.push_back(static_cast<std::byte>(sum >> (8 * b)));
    }
}

std::uint32_t sum_at_end(std::span<const std::byte> chunk)
{
    std::uint32_t sum = 0;
    for (std::size_t b = 0; b < sum_size; ++b) {
        sum |= std::to_integer<std::uint32_t>(chunk[chunk.size() - sum_size + b]) << (8 * b);
    }
    return sum;
}

/// One compressor per thread, reused: creating one takes longer than compressing a chunk.
libdeflate_compressor* compressor()
{
    thread_local const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> own(
        libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    return own ? own.get() : throw std::bad_alloc();
}

libdeflate_decompressor* decompressor()
{
    thread_local const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> own(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    return own ? own.get() : throw std::bad_alloc();
}

/// Compresses into zlib's format, as HDF5 requires. Reserves space for the checksum.
Bytes deflated(const Bytes& bytes)
{
    Bytes room(libdeflate_zlib_compress_bound(compressor(), bytes.size()));
    const auto size = libdeflate_zlib_compress(compressor(), bytes.data(), bytes.size(), room.data(), room.size());
    if (size == 0) {
        throw h5::Error("cannot deflate a chunk");
    }
    Bytes result;
    result.reserve(size + sum_size);
    result.assign(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(size));
    return result;
}

Bytes inflated(std::span<const std::byte> bytes, std::size_t size)
{
    Bytes result(size);
    std::size_t got = 0;
    if (libdeflate_zlib_decompress(decompressor(), bytes.data(), bytes.size(), result.data(), size, &got) !=
            LIBDEFLATE_SUCCESS ||
        got != size) {
        throw h5::Error("a chunk does not hold the numbers it should");
    }
    return result;
}

} // namespace

template <class T> Bytes packed(std::span<const T> numbers)
{
    Bytes chunk = deflated(shuffled(numbers));
    append_sum(chunk);
    return chunk;
}

template <class T> void unpack(std::span<const std::byte> chunk, std::span<T> numbers)
{
    if (chunk.size() < sum_size || fletcher32(chunk.first(chunk.size() - sum_size)) != sum_at_end(chunk)) {
        throw h5::Error("the check sum of a chunk is wrong");
    }
    unshuffle(inflated(chunk.first(chunk.size() - sum_size), numbers.size_bytes()), numbers);
}

template Bytes packed(std::span<const std::int16_t>);
template Bytes packed(std::span<const std::int32_t>);
template Bytes packed(std::span<const std::int64_t>);
template Bytes packed(std::span<const double>);
template void unpack(std::span<const std::byte>, std::span<std::int16_t>);
template void unpack(std::span<const std::byte>, std::span<std::int32_t>);
template void unpack(std::span<const std::byte>, std::span<std::int64_t>);
template void unpack(std::span<const std::byte>, std::span<double>);

} // namespace meam::results::filters
