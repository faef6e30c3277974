#pragma once
// Creation properties of a new dataset: chunks, filters and fill value.

#include "sim/results/hdf5/h5/library.hpp"

namespace meam::results::h5 {

Handle dataset_properties(Kind kind, const Shape& shape, const Storage& storage);

} // namespace meam::results::h5
