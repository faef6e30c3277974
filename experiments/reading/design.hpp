#pragma once
// The design of an experiment.

#include "experiments/design/design.hpp"
#include "experiments/reading/reader.hpp"

namespace meam::reading {

/// Once policies are read: a design may vary their numbers too.
Design read_design(Reader& read, Section& root);

} // namespace meam::reading
