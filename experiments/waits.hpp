#pragma once
// How long those admitted had waited, from the waits counted at admission.

#include "models/simulation/world.hpp"

#include <string>
#include <vector>

namespace meam {

inline const std::vector<std::string> wait_labels{"admissions", "mean", "median", "p90"};

/// [service, wait statistic] from the waits counted at admission; not a number without admissions.
std::vector<double> wait_statistics(const World& world);

} // namespace meam
