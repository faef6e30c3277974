#pragma once
// HDF5's filters shuffle, deflate and fletcher32 without the HDF5 library, which runs one thread at a time. Chunks can
// be packed and unpacked on all threads. Only filters.cpp includes libdeflate.

#include <cstddef>
#include <span>
#include <vector>

namespace meam::results::filters {

using Bytes = std::vector<std::byte>;

constexpr int level = 1; ///< compression level of deflate

/// Applies the filters to numbers of type int16, int32, int64 or float64. @return the bytes of a chunk
template <class T> Bytes packed(std::span<const T> numbers);

/// Fills `numbers` from the bytes of a chunk.
/// @throws h5::Error  if the checksum is wrong or the chunk does not hold as many numbers
template <class T> void unpack(std::span<const std::byte> chunk, std::span<T> numbers);

} // namespace meam::results::filters
