#pragma once
// Re-simulating the runs of stored results, in parallel, for tables that the results do not hold.

#include "experiments/progress.hpp"

#include <cstddef>
#include <functional>

namespace meam {

struct Resimulation {
    Report report;              ///< called from one thread at a time; may be empty
    std::function<bool()> stop; ///< asked every week, from several threads; may be empty

    [[nodiscard]] bool stopped() const { return stop && stop(); }
};

/// Calls simulate(scenario, replicate) for every pair, in any order and at the same time, until stopped.
/// @param runs_each  runs that one call simulates, for the progress
void for_each_run(std::size_t scenarios, std::size_t replicates, std::size_t runs_each, const Resimulation& how,
                  const std::function<void(std::size_t scenario, std::size_t replicate)>& simulate);

} // namespace meam
