#pragma once
// Whose trajectories a run records.

#include <string>
#include <vector>

namespace meam {

enum class Trajectories { none, sample, cohort, all };
inline const std::vector<std::string> trajectories_names{"none", "sample", "cohort", "all"};

} // namespace meam
