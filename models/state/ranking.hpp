#pragma once
// Ranks residents by recorded demand, as far as a service can observe it.

#include "models/state/state.hpp"

namespace meam {

inline constexpr Week weeks_ranked = 52; ///< default period of a ranking [week]

/// Residents who are present and had a recorded crisis in the last `weeks` weeks before this one, highest rank first.
/// Rank is by the number of recorded crises or, for Finds::reactive_share, by the share of crises in all recorded
/// events including preventative ones, then by number. Ties are broken by resident number.
/// @param agency  records of this agency only; -1: of all agencies
std::vector<ResidentId> ranked(const Model& model, const State& state, Week weeks, int agency, OutreachTargeting by);

} // namespace meam
