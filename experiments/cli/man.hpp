#pragma once

#include "experiments/cli/verb.hpp"

#include <vector>

namespace meam::cli {

/// Prints the manual page, in the language of man(7): of the same descriptions as the help.
int man(const std::vector<Verb>& verbs);

} // namespace meam::cli
