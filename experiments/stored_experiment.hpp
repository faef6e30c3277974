#pragma once
// The experiment that is stored with its results, as it was run.

#include "experiments/replicate.hpp"

namespace meam {

/// With the scenarios, the baseline, the headline outcome and the number of design points that the results have:
/// options of the command line may have chosen them.
/// @throws results::ResultsError  where the stored text is no experiment, or not the one that the digest is of
Experiment experiment_of(const results::Layout& layout);

/// The weeks of warm-up that the results state, or those that the test of steadiness finds again.
/// @throws results::ResultsError  where what they state is no number of weeks
Week warm_up_of(const results::Layout& layout, const Experiment& experiment);

} // namespace meam
