#pragma once
// Bounded stocks (trust, hope, building blocks): they respond to what happened, and drift back to the norm of the
// resident's place and profile. A level is norm + deviation; quiet residents have no deviation, so that a policy on
// norms reaches them.

#include "models/moment.hpp"

namespace meam {

/// Lets the stocks respond to an event.
/// @param service  where it happened, or -1
/// @param which    tells apart events of one kind in one week (the id of a crisis' point)
void respond(const Moment& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Levels from norms and deviations, as the rules stand.
void refresh_stocks(const Model& model, const Tables& rules, Resident& resident);

/// Drift of this week.
void step_stocks(const Moment& m);

} // namespace meam
