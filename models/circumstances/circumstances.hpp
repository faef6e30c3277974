#pragma once
// Home, work: one state at a time, moved by hazards, by services and by crises.

#include "models/moment.hpp"

namespace meam {

/// Puts the resident into a state, with what follows: needs read off it, custody, stocks, the log.
void enter_state(const Moment& m, int circumstance, int state);

/// The earliest move of each circumstance this week, from the states at the week's start.
void step_circumstances(const Moment& m);

} // namespace meam
