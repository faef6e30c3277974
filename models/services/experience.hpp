#pragma once
// What the desks' decisions mean for the residents: places, refusals and what they cost, referrals, workers lost.

#include "models/services/desk.hpp"

namespace meam {

/// Applies one decision to its resident.
/// @param waits  by service: counts of admissions by weeks waited since asking; added to
void experience(const Moment& m, const Decision& decision, std::vector<std::vector<std::int32_t>>& waits);

inline constexpr int longest_wait = 260; ///< [week]: longer waits are counted here

} // namespace meam
