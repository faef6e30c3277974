#pragma once
// HDF5's shuffle, deflate and fletcher32 without the HDF5 library, which lets in one thread at a time: chunks are made
// and undone on as many threads as there are. The only file that includes libdeflate is filters.cpp.

#include <cstddef>
#include <span>
#include <vector>

namespace meam::results::filters {

using Bytes = std::vector<std::byte>;

constexpr int level = 1; ///< of deflate

/// The bytes of a chunk that holds these numbers: int16, int32, int64 or float64.
template <class T> Bytes packed(std::span<const T> numbers);

/// Fills `numbers` from the bytes of a chunk. @throws h5::Error  if they are not what `packed` makes of as many numbers
template <class T> void unpack(std::span<const std::byte> chunk, std::span<T> numbers);

} // namespace meam::results::filters
