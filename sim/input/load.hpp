#pragma once
// Reads a file into one merged tree: the file, the files it is based on, and the --set options.

#include "sim/input/files.hpp"
#include "sim/input/tree.hpp"

namespace meam::input {

/// @throws InputError  if a file is missing, invalid, or based on itself; reading cannot continue
void load_file(Tree& tree, const FoundFile& file);
/// As load_file, from a text. The text has no folder, so its `based_on` is searched in the library only.
void load_text(Tree& tree, std::string_view name, std::string_view text);
/// Applies tree.options.sets in order. A --set that cannot be applied is added to the mistakes.
void apply_sets(Tree& tree);

} // namespace meam::input
