#pragma once
// `without`: what a file leaves out of the files that it is based on.

#include "sim/input/tree.hpp"

namespace meam::input {

/// Removes what stands at the path in the text of `path` from the merged tree. A path that is empty in part, or at
/// which no file merged so far states anything, is a mistake (E117, E127).
void leave_out(Tree& tree, const Node& path);

} // namespace meam::input
