#pragma once
// Needs: onset, escalation, easing and recovery, by rules common to all needs.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Sets the severity of a need and updates what depends on it: `ever`, the number of needs, the event log, escalation.
void set_severity(const ResidentStep& m, NeedId need, int severity);

/// Updates the needs that a circumstance determines, after the circumstance changed.
void read_needs(const ResidentStep& m, int circumstance);

/// Applies this week's changes of severity: for each need at most the earliest one, given the state at the start of the
/// week.
void step_needs(const ResidentStep& m);

/// Updates the covariates treatment.<need> for this week.
void settle_treatment(const ResidentStep& m);
/// The next week after `now` in which a treatment level changes with time alone; `never` if there is none.
Week next_treatment_band(const Resident& resident, Week now);
/// The first such week in which a hazard may rise or a count changes. In the other weeks hazards can only fall.
Week next_treatment_rise(const ResidentStep& m, Week now);

} // namespace meam
