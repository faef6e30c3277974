#pragma once
// Re-simulation of runs from the experiment stored in their results.

#include "experiments/stored_experiment.hpp"

#include <string>

namespace meam::cli {

/// @throws results::ResultsError  if a re-simulated run has another digest than the results say
void expect_same(const std::string& again, const std::string& stored);
/// Re-simulates one run and compares its digest. @throws results::ResultsError  as expect_same
void expect_digest(const Experiment& experiment, Week warm_up, const results::UnitId& id, const std::string& stored);

} // namespace meam::cli
