#pragma once
// One experiment run in every way that must give the same numbers.

#include "tests/support/generated/model.hpp"

#include <functional>
#include <string>

namespace meam::tests {

/// Runs the warm-up and scenario `changed` of an experiment by events, in plain weeks, with early wakes, with computed
/// residents, saved and restored, on 1, 2, 3 and 8 threads, and with its tables in the opposite order. Compares counts,
/// costs, waits and the event log of every week, and checks the invariants.
/// @return the first difference, in words; "" where all ways agree
std::string difference(const Pieces& pieces);

/// The smallest part of a model that can be reached by removing pieces and lines, and for which `fails` still holds.
Pieces shrunk(Pieces pieces, const std::function<bool(const Pieces&)>& fails);

} // namespace meam::tests
