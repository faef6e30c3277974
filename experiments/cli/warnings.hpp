#pragma once
// Warnings, apart from the report of a run and after it.

#include "experiments/run.hpp"

#include <string>

namespace meam::cli {

/// Warnings of the run in full; those about the model grouped by code. "" where there are none.
/// @param in_full  the command that shows those about the model in full
std::string warnings_text(const Experiment& experiment, const RunOutcome& outcome, const std::string& in_full);

} // namespace meam::cli
