#pragma once
// Contacts in distress: why residents turn to somebody, to whom, and whether it helps.
//
//     first contacts ~ Poisson(rate)                    of each purpose, by needs, isolation, stocks
//     P(channel)     = w / sum of w                     over the channels that can be had now; w = weight * product of
//     ratios,
//                                                       times after_met or after_unmet for the one last turned to
//     repeats        ~ Poisson(repeats)                 while the want stands: until a contact meets it, or
//     `repeats_for`
//                                                       weeks after the last one that did not
//
// A softmax: w is the exponential of a sum. Each channel has a draw of its own, so that a policy that opens one draws
// contacts from all others in proportion and moves none between them. A repeat is *failure demand*: it keeps its
// lineage, and is counted where it comes from and where it goes.

#include "models/moment.hpp"

namespace meam {

/// This week's contacts, with the needs that the week's crises left. @return false when the resident died of what one
/// was about
bool turn_to_somebody(const Moment& m);

} // namespace meam
