#pragma once
// Points of a design: point 0 is the numbers as the files state them; each further point draws every assumed number
// from its range. Chance (replicates) and parameters (points) are kept apart.

#include "experiments/experiment.hpp"

#include <vector>

namespace meam {

/// The model's numbers at a point. An assumed number with a range is drawn uniformly from it, or log-uniformly where
/// its range lies above zero and spans a factor of four or more, or as its `distribution` says; the elements of an
/// array share one draw. Sourced numbers stay. A pure function of (seed, point, path).
std::vector<double> numbers_at(const Experiment& experiment, int point);

/// Whether a draw moves this number: assumed, with a range, and not a flag of structure.
bool varies(const NumberInfo& info);

} // namespace meam
