#pragma once
// Whether a run fits into memory: estimated before anything is computed.

#include "experiments/run.hpp"

#include <cstdint>
#include <optional>

namespace meam {

/// Memory of the simulated places that exist at the same time, at the peak of a run [byte]. An estimate from the size
/// of a resident's state; a run takes 0.8 to 1.3 times as much.
std::uint64_t memory_needed(const Experiment& experiment, const RunOptions& options, const Spread& spread);

/// @throws input::InputError  (2) where a run needs more memory than there is, with both figures
void expect_memory(std::uint64_t needed, std::optional<std::uint64_t> available, const Experiment& experiment,
                   const Spread& spread);
void expect_memory(const Experiment& experiment, const RunOptions& options, const Spread& spread);

} // namespace meam
