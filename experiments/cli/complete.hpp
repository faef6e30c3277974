#pragma once

#include "experiments/cli/verb.hpp"

#include <string>
#include <vector>

namespace meam::cli {

/// What the last of `words`, still being typed, may become: what `meamsim complete` prints for a shell. Words that end
/// in `.`, `/`, `:` or `=` go on. Nothing where nothing fits, and never a mistake.
/// @param words  those behind the program's name
std::vector<std::string> candidates(const std::vector<Verb>& verbs, const std::vector<std::string>& words);

} // namespace meam::cli
