#pragma once

#include "experiments/cli/command_line.hpp"
#include "sim/results/store.hpp"

#include <system_error>

namespace meam::cli {

/// What is wrong with results, as a mistake with a code: under the word of the command line that names them, where one
/// does.
input::InputError with_code(const results::ResultsError& error, const CommandLine& line);

/// E510: more memory is asked for than there is.
input::InputError no_memory(const CommandLine& line);
/// E401 for a file or folder that the system refuses; E510 for a thread that it refuses.
input::InputError no_resource(const std::system_error& error, const CommandLine& line);

} // namespace meam::cli
