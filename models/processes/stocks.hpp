#pragma once
// Bounded stocks, such as trust, hope and building blocks. Events change them, and they drift back to a norm that
// depends on the deprivation quintile. A level is norm + deviation. The deviation is stored, so that a policy on norms
// changes the levels of residents without recent events too.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Applies the response of all stocks to an event.
/// @param service  service at which the event happened, or -1
/// @param which    distinguishes events of one kind in one week (for a crisis, the id of its point)
void respond(const ResidentStep& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Moves each stock with a drift event this week one level towards its norm.
void step_stocks(const ResidentStep& m);

} // namespace meam
