#pragma once
// Who stands out by recorded demand: what targeting may see.

#include "models/state.hpp"

namespace meam {

inline constexpr Week weeks_ranked = 52; ///< of recorded crises, where nothing else is said [week]

/// Residents present of whom crises were recorded in the weeks before this one, the first first: those with most; or
/// those of whose recorded events, crises and preventative ones, the largest share is crises, then those with most. Of
/// equals by number.
/// @param agency  whose records; -1: everybody's
std::vector<ResidentId> ranked(const Model& model, const State& state, Week weeks, int agency, Finds by);

} // namespace meam
