#pragma once
// Histories made by hand or by chance, for tests of evaluations: who was there and whose crises were recorded.

#include "experiments/evaluation/evaluation.hpp"
#include "sim/results/store.hpp"

namespace meam::tests {

/// In the place from week 0 for good, never enrolled. @param sex  0 or 1
Person somebody(int sex = 0, int deprivation = 0, int age_in_weeks = 2000);

/// Puts recorded crises of the first kind into order.
void sort_recorded(History& history);

/// A model with two kinds of crisis, `thirst` and `flood`, and no more.
Model two_crises();

/// Results of one scenario, `hub`, against `without`: a pair of histories for each replicate.
results::Memory evaluated(const std::vector<std::pair<History, History>>& pairs, Week from, Week until,
                          int caliper = 1);

} // namespace meam::tests
