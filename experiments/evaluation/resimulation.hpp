#pragma once
// Re-simulating the runs of stored results, in parallel, for tables that the results do not hold.

#include "experiments/progress.hpp"

#include <cstddef>
#include <functional>

namespace meam {

/// Calls simulate(scenario, replicate) for every pair, in any order and at the same time.
/// @param runs_each  runs that one call simulates, for the progress
/// @param report     called from one thread at a time; may be empty
/// @throws parallel::Stopped  within a StopScope, once a stop is requested
void for_each_run(std::size_t scenarios, std::size_t replicates, std::size_t runs_each, const Report& report,
                  const std::function<void(std::size_t scenario, std::size_t replicate)>& simulate);

} // namespace meam
