#pragma once
// Contacts in distress: purposes, channels, and whether a contact succeeds.
//
//     first contacts ~ Poisson(rate)       for each purpose, by needs, isolation and stocks
//     P(channel)     = w / sum of w        over the available channels; w = weight * product of ratios,
//                                          times after_met or after_unmet for the channel used last
//     repeats        ~ Poisson(repeats)    until a contact succeeds, or `repeats_for` weeks after the last failure
//
// P(channel) is a softmax, because w is the exponential of a sum. Each channel has a draw of its own, so that a policy
// that opens a channel attracts contacts from all others in proportion and moves none between the others. A repeat is
// *failure demand*: it records the channel that failed and the number of earlier contacts, and is counted by the failed
// channel and by the new one.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Simulates this week's contacts, given the needs after this week's crises. @return false if the resident died in a
/// crisis that a contact caused
bool simulate_contacts(const ResidentStep& m);

} // namespace meam
