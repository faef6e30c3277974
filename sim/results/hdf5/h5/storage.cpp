#include "sim/results/hdf5/h5/storage.hpp"

#include <algorithm>

namespace meam::results::h5 {

namespace {

void store_in_chunks(hid_t properties, Kind kind, const Shape& chunk)
{
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), sizes(chunk).data()), "choose chunks");
    if (kind != Kind::text) { // netCDF does not allow filters on text
        check(H5Pset_shuffle(properties), "choose shuffle");
        check(H5Pset_deflate(properties, 1), "choose deflate");
        check(H5Pset_fletcher32(properties), "choose check sums");
    }
}

} // namespace

Handle dataset_properties(Kind kind, const Shape& shape, const Storage& storage)
{
    Handle properties = checked(H5Pcreate(H5P_DATASET_CREATE), "describe a dataset");
    track_order(properties.id());
    const bool empty = std::find(shape.begin(), shape.end(), 0) != shape.end();
    if (!storage.chunk.empty() && (storage.grows || !empty)) {
        store_in_chunks(properties.id(), kind, storage.chunk);
    }
    if (kind == Kind::text && !shape.empty()) {
        const char* nothing = "";
        const Handle type = text_type();
        check(H5Pset_fill_value(properties.id(), type.id(), &nothing), "choose a fill value");
    } else if (storage.fill != nullptr) {
        check(H5Pset_fill_value(properties.id(), native(kind), storage.fill), "choose a fill value");
    }
    return properties;
}

Shape chunk_for(const Shape& shape, std::size_t outer, std::size_t bytes_per_cell)
{
    constexpr std::size_t most_of_a_slab = std::size_t{1} << 20;

    Shape chunk(shape.size(), 1);
    std::size_t bytes = bytes_per_cell;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        const std::size_t most = axis < outer ? most_of_slabs : most_of_a_slab;
        chunk[axis] = std::clamp<std::size_t>(most / bytes, 1, std::max<std::size_t>(shape[axis], 1));
        bytes *= chunk[axis];
        if (chunk[axis] < shape[axis]) {
            break; // this axis is divided: one element of each axis before it
        }
    }
    return chunk;
}

} // namespace meam::results::h5
