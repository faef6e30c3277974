#pragma once
// Which files of a folder a run may replace: only those that this program wrote for the same experiment.

#include "experiments/storage.hpp"

#include <filesystem>

namespace meam {

/// Checks every file that a run would write in a folder. The folder itself may be missing.
/// @throws results::ResultsError  (2) where a file is there that may not be replaced: with Existing::refuse any; with
///                                resume and replace any that is not recognisably a result of this experiment
///                                (6) with resume, where the results come from another state of the experiment's file
void expect_room(const std::filesystem::path& folder, const results::Layout& layout, Existing existing);

/// The summary that `merge` writes beside a results file: `summary.csv` beside `results.h5`, and `x.summary.csv` beside
/// any other `x.h5`, so that two results files in one folder each have their own.
std::filesystem::path summary_beside(const std::filesystem::path& results_file);

} // namespace meam
