#pragma once
// Consequences of events: of a crisis at once, of any event at the end of the resident's week.

#include "models/processes/resident_step.hpp"
#include "sim/short_lists.hpp"

namespace meam {

/// Records an event: stocks respond to it at once; its sequels are applied at the end of the week.
/// @param service  service at which it happened, or -1
/// @param which    distinguishes events of one kind in one week (the id of a crisis' point)
void happen(const ResidentStep& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Draws whether a consequence of an event happens, given the resident's current state.
/// @param draw  index of its draw, at its own address
bool follows(const ResidentStep& m, const Consequence& then, std::uint32_t draw);

/// Consequences of one event in order of name, all evaluated before any is applied.
using Consequences = ShortList<const Consequence*, 8>;

/// Applies the consequences of one event together. Their order matters only between moves of one circumstance, of
/// which the first is applied. A death ends all else; needs change before states; a resident who has moved away or is
/// in custody afterwards is not referred.
/// @param crisis  the crisis that caused them; -1: none
/// @return false if the resident is no longer simulated
bool carry_out(const ResidentStep& m, const Consequences& all, int crisis = -1);

/// Applies the sequels of all events since the last call, in order, then the sequels of these. It
/// terminates: the loader refuses events that follow from themselves.
/// @return false if the resident is no longer simulated
bool apply_sequels(const ResidentStep& m);

} // namespace meam
