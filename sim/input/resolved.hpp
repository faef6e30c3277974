#pragma once

#include "sim/input/tree.hpp"

#include <string>

namespace meam::input {

/// Every leaf as `path = value  # origin`, sorted by path; a TOML file that reads as the same experiment. What the
/// tables around a number say of it stands beside the number, so ask after reading: only then is it known which values
/// are numbers.
std::string resolved(const Tree& tree);
/// XXH3 of the same without origins, sources, notes and labels: 32 hex digits.
std::string digest(const Tree& tree);

} // namespace meam::input
