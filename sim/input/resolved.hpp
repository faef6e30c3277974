#pragma once

#include "sim/input/tree.hpp"

#include <string>

namespace meam::input {

/// All values as `path = value  # origin`, sorted by path. The result is a TOML file that describes the same
/// experiment. Provenance of tables is written beside each number. Call it after the experiment is read: only then is
/// it known which values are numbers.
std::string resolved(const Tree& tree);
/// XXH3 hash, 32 hexadecimal digits, of the resolved values without origins, sources, notes and labels.
std::string digest(const Tree& tree);

} // namespace meam::input
