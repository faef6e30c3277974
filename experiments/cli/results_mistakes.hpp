#pragma once

#include "experiments/cli/command_line.hpp"
#include "sim/results/store.hpp"

namespace meam::cli {

/// What is wrong with results, as a mistake with a code: under the word of the command line that names them, where one
/// does.
input::InputError told(const results::ResultsError& error, const CommandLine& line);

} // namespace meam::cli
