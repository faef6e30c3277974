#pragma once
// What the desks' decisions mean for the residents: places, refusals and what they cost, referrals, workers lost.

#include "models/services/desk.hpp"

namespace meam {

/// Applies one decision to its resident.
void experience(const Moment& m, const Decision& decision);

} // namespace meam
