#pragma once

#include "sim/input/node.hpp"

#include <memory>

namespace meam::input {

/// Puts the table `over` on top of the table `base`: tables merge, everything else (arrays and records too) is replaced
/// whole.
void merge(Node& base, std::unique_ptr<Node> over);

} // namespace meam::input
