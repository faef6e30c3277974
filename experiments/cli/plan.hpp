#pragma once
// What a run would do: for --dry-run and `check`.

#include "experiments/run.hpp"

#include <string>

namespace meam::cli {

std::string plan_text(const Experiment& experiment, const RunOptions& options);
/// One JSON object; each option of `run` shows in it.
std::string plan_json(const Experiment& experiment, const RunOptions& options);

} // namespace meam::cli
