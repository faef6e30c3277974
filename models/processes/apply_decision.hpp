#pragma once
// Applies the decisions of services to residents: admissions, refusals and their effects, referrals, loss of workers.

#include "models/processes/decision.hpp"
#include "models/processes/resident_step.hpp"

namespace meam {

/// Applies one decision to its resident.
void apply_decision(const ResidentStep& m, const Decision& decision);

} // namespace meam
