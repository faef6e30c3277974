#pragma once
// From a file name to one merged tree: the file, everything it is based on, and --set.

#include "sim/input/files.hpp"
#include "sim/input/tree.hpp"

namespace meam::input {

/// @throws InputError  where a file is missing, broken, or based on itself: nothing sensible can be read then
void load_file(Tree& tree, const FoundFile& file);
/// The same from a text; it stands beside no file, so it can be based on the library alone.
void load_text(Tree& tree, std::string_view name, std::string_view text);
/// Applies tree.options.sets in their order. What cannot be applied is a mistake. (set.cpp)
void apply_sets(Tree& tree);

} // namespace meam::input
