#pragma once

#include "experiments/cli/verb.hpp"

#include <vector>

namespace meam::cli {

/// Prints the manual page from the descriptions that the help prints.
/// @param form  "roff", the language of man(7); or "md": docs/reference/commands.md
int man(const std::vector<Verb>& verbs, const std::string& form);

} // namespace meam::cli
