#pragma once

#include "experiments/cli/run_arguments.hpp"
#include "experiments/experiment.hpp"
#include "experiments/run.hpp"

namespace meam::cli {

/// What the options of `run` change in an experiment, and which part of it they choose.
/// @throws input::InputError  holding everything that does not fit the experiment
void apply(const RunArguments& arguments, Experiment& experiment, RunOptions& options);

} // namespace meam::cli
