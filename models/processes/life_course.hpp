#pragma once
// Deaths and departures. Losses to death, custody and moves are counted separately, never as success.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Records a death and ends all engagements.
/// @param cause   index of the cause; the number of causes means "in a crisis"
/// @param crisis  index of the crisis in which the resident died, or -1
void die(const ResidentStep& m, int cause, int crisis = -1);

/// The resident moves away: elsewhere if the model follows residents there, otherwise out of the model.
/// @return true if the resident is still simulated
bool depart(const ResidentStep& m);

/// Applies the earlier of death and departure this week, if any. @return false if the resident is no longer simulated
bool step_life(const ResidentStep& m);

} // namespace meam
