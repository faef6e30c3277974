#include "sim/results/hdf5/h5/storage.hpp"

#include <algorithm>
#include <array>

namespace meam::results::h5 {

bool Dataset::lies_in(const Shape& chunk) const
{
    const Use use;
    const Handle properties = checked(H5Dget_create_plist(handle_.id()), "read how numbers are stored");
    if (H5Pget_layout(properties.id()) != H5D_CHUNKED) {
        return false;
    }
    std::vector<hsize_t> there(chunk.size());
    if (H5Pget_chunk(properties.id(), static_cast<int>(there.size()), there.data()) != static_cast<int>(chunk.size()) ||
        there != sizes(chunk)) {
        return false;
    }
    constexpr std::array ours{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32};
    const auto filter = [&](std::size_t i) {
        std::size_t none = 0;
        return H5Pget_filter2(properties.id(), static_cast<unsigned>(i), nullptr, &none, nullptr, 0, nullptr, nullptr);
    };
    std::size_t i = 0;
    return H5Pget_nfilters(properties.id()) == static_cast<int>(ours.size()) &&
           std::all_of(ours.begin(), ours.end(), [&](H5Z_filter_t one) { return filter(i++) == one; });
}

void Dataset::extend(const Shape& shape)
{
    const Use use;
    check(H5Dset_extent(handle_.id(), sizes(shape).data()), "make a dataset longer");
}

void Dataset::write_chunk(const Shape& start, std::span<const std::byte> bytes)
{
    const Use use;
    constexpr std::uint32_t every_filter = 0;
    check(H5Dwrite_chunk(handle_.id(), H5P_DEFAULT, every_filter, sizes(start).data(), bytes.size(), bytes.data()),
          "write a chunk");
}

std::vector<std::byte> Dataset::read_chunk(const Shape& start) const
{
    const Use use;
    const auto place = sizes(start);
    hsize_t size = 0;
    check(H5Dget_chunk_storage_size(handle_.id(), place.data(), &size), "find a chunk");
    std::vector<std::byte> bytes(size);
    std::uint32_t left_out = 0;
    if (size > 0) {
        check(H5Dread_chunk(handle_.id(), H5P_DEFAULT, place.data(), &left_out, bytes.data()), "read a chunk");
    }
    return left_out == 0 ? bytes : std::vector<std::byte>{};
}

} // namespace meam::results::h5
