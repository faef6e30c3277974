#pragma once
// Ageing, deaths, moving away. What is lost to death, custody and moves is counted apart, never as success.

#include "models/moment.hpp"

namespace meam {

/// @param cause   index of the cause; the number of causes means "in a crisis"
/// @param crisis  which crisis, or -1
void die(const Moment& m, int cause, int crisis = -1);

/// Moves away: elsewhere, if the model tells of it; else is lost to sight. @return whether somebody is left to follow
bool depart(const Moment& m);

/// The earliest of death and departure this week. @return false when the resident is here no longer
bool step_life(const Moment& m);

} // namespace meam
