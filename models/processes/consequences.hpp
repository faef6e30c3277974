#pragma once
// What follows from what happens: at once, of a crisis; at the end of the resident's week, of any event.

#include "models/processes/resident_step.hpp"
#include "sim/short_lists.hpp"

namespace meam {

/// An event: stocks respond to it, and what may follow is kept for the end of the week.
/// @param service  where it happened, or -1
/// @param which    tells apart events of one kind in one week (the id of a crisis' point)
void happen(const Moment& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Whether a consequence of an event follows: its condition and its chance, as the resident stands now.
/// @param draw  index of its draw, at its own address
bool follows(const Moment& m, const Consequence& then, std::uint32_t draw);

/// What follows from one event: in order of name, all judged before any is carried out.
using Consequences = ShortList<const Consequence*, 8>;

/// Carries out together what follows from one event. Order of name matters only between moves of one circumstance, of
/// which the first happens. Otherwise: a death ends all else; needs change before states; who has moved away or is in
/// custody afterwards is not referred.
/// @param crisis  the crisis that they follow; -1: none
/// @return false when the resident is there no more
bool carry_out(const Moment& m, const Consequences& all, int crisis = -1);

/// All that follows from what happened to the resident since this was last asked, in that order, and then from that. It
/// comes to an end: nothing follows from itself (the loader refuses it).
/// @return false when the resident is there no more
bool what_follows(const Moment& m);

} // namespace meam
