#pragma once
// Whom something reaches: anything that is known of a resident.

#include "experiments/reading/reader.hpp"

#include <string_view>

namespace meam::reading {

enum class Ranked { no, yes };

/// The table `whom`, or at another key: covariates by name, `need`, `enrolled`; everyone where there is none.
/// @param ranked  whether it may name the `top` by recorded demand too
Reach read_reach(Reader& read, Section& at, Ranked ranked, std::string_view key = "whom");

} // namespace meam::reading
