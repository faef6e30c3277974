#pragma once
// Names: gathered before anything else is read, and checked by the one rule of sim/input/names.hpp.

#include "experiments/reading/reader.hpp"

namespace meam::reading {

/// Names of everything that tables or keys of the experiment name.
Names gather_names(Section& root);
/// Checks every name that the experiment gives: of tables, agencies, states, bands of age, consequences.
/// @return  false if a name has another meaning where it may stand: what would be read of it is unclear
bool check_names(Section& root);

} // namespace meam::reading
