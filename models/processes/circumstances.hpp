#pragma once
// Circumstances such as home and work: a resident is in one state at a time. States change by hazards, by services and
// by crises.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Sets the state of a circumstance and applies its effects: needs that follow from the state, custody, stocks, the
/// event log.
void enter_state(const ResidentStep& m, int circumstance, int state);

/// Applies the earliest move of each circumstance this week, given the states at the start of the week.
void step_circumstances(const ResidentStep& m);

} // namespace meam
