#pragma once
// Living runs again from the experiment that stands in their results.

#include "experiments/replicate.hpp"

#include <string>

namespace meam::cli {

/// The experiment as it was run.
Experiment experiment_of(const results::Layout& layout);
/// The weeks of warm-up that the results say, or those that the test finds again.
Week warm_up_of(const results::Layout& layout, const Experiment& experiment);
/// @throws results::ResultsError  where a run that was lived again has another digest than the results say
void expect_same(const std::string& again, const std::string& stored);
/// Re-simulates one run and compares its digest, unless stopped. @throws results::ResultsError  as expect_same
void expect_digest(const Experiment& experiment, Week warm_up, const results::UnitId& id, const std::string& stored,
                   const std::function<bool()>& stop);

} // namespace meam::cli
