#pragma once
// `without`: what a file leaves out of the files that it is based on.

#include "sim/input/tree.hpp"

#include <string_view>

namespace meam::input {

/// Removes what stands at the path in the text of `path` from the merged tree; `*` stands for every name of a table. A
/// path that is empty in part, or at which no file merged so far states anything, is a mistake (E117, E127).
void leave_out(Tree& tree, const Node& path);

/// The entry of tree.left_out that a reference to `word` as a `kind` ("need", "covariate") or as a whole path means;
/// nullptr if no such thing was left out.
LeftOut* left_out_as(Tree& tree, std::string_view kind, std::string_view word);

/// Adds a mistake E128 for everything that was left out and that keys of the experiment still refer to.
void report_references(Tree& tree);

} // namespace meam::input
