#pragma once

#include "sim/input/tree.hpp"

namespace meam::input {

/// Adds a mistake for every unknown key, and suggests the nearest key that is known in the same table.
void report_unread(Tree& tree);

} // namespace meam::input
