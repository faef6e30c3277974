#pragma once

#include "sim/input/node.hpp"

#include <memory>

namespace meam::input {

/// Merges the table `over` into the table `base`; values in `over` take precedence. Tables are merged; everything else,
/// including arrays and records, is replaced as a whole.
void merge(Node& base, std::unique_ptr<Node> over);

} // namespace meam::input
