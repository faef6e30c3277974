#pragma once
// What follows from what happens: at once, of a crisis; at the end of the resident's week, of any event.

#include "models/moment.hpp"

namespace meam {

/// An event: stocks respond to it, and what may follow is kept for the end of the week.
/// @param service  where it happened, or -1
/// @param which    tells apart events of one kind in one week (the id of a crisis' point)
void happen(const Moment& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Brings a consequence about, if it applies and its chance falls so.
/// @param draw    index of its draw, at its own address
/// @param crisis  what it follows; -1: no crisis
/// @return false when the resident is there no more
bool follow(const Moment& m, const Consequence& then, std::uint32_t draw, int crisis = -1);

/// All that follows from what happened to the resident since this was last asked, in that order, and then from that. It
/// comes to an end: nothing follows from itself (the loader refuses it).
/// @return false when the resident is there no more
bool what_follows(const Moment& m);

} // namespace meam
