#pragma once

#include "sim/input/tree.hpp"

namespace meam::input {

/// Adds a mistake for every key that nobody read, with the nearest one that somebody asked for in the same table.
void report_unread(Tree& tree);

} // namespace meam::input
