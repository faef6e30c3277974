#pragma once
// Whom a change reaches: anything that is known of a resident.

#include "experiments/reading/reader.hpp"

namespace meam::reading {

/// The table `whom` of a change: covariates by name, `need`, `top`, `enrolled`; everyone where there is none.
Reach read_reach(Reader& read, Section& at);

} // namespace meam::reading
