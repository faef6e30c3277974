#pragma once
// Onset, escalation, easing and recovery: the rules that every need shares.

#include "models/moment.hpp"

namespace meam {

/// Sets a need's severity, with what follows from it: ever, the number of needs, the log.
void set_severity(const Moment& m, NeedId need, int severity);

/// Severities that are read off a circumstance, after it changed.
void read_needs(const Moment& m, int circumstance);

/// What the needs do this week: at most one change each, the earliest; all from the state at the week's start.
void step_needs(const Moment& m);

/// treatment.<need> as it stands this week.
void settle_treatment(const Moment& m);
/// The next week after `now` in which one of them changes by itself.
Week next_treatment_band(const Resident& resident, Week now);
/// The first of these weeks in which a hazard may rise or a count moves; in the others hazards only fall.
Week next_treatment_rise(const Moment& m, Week now);

} // namespace meam
