#pragma once
// Whom something reaches: anything that is known of a resident.

#include "experiments/reading/reader.hpp"

namespace meam::reading {

enum class Ranked { no, yes };

/// The table `whom`: covariates by name, `need`, `enrolled`; everyone where there is none.
/// @param ranked  whether it may name the `top` by recorded demand too
Reach read_reach(Reader& read, Section& at, Ranked ranked);

} // namespace meam::reading
