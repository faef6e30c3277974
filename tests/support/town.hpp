#pragma once
// tests/golden/town.toml and the experiments of the library, run in memory; digests and columns by name.

#include "experiments/run.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace meam::tests {

/// Text of tests/golden/town.toml.
std::string town_text();
Experiment town(const std::vector<std::string>& sets = {});
/// The same from a text of one's own, which may be based on the library.
Experiment town_of(const std::string& text, const std::vector<std::string>& sets = {});
/// An experiment of the library, by name.
Experiment shipped(const std::string& name, const std::vector<std::string>& sets = {});
/// Names of the library's experiments: the files at its top that have a name.
std::vector<std::string> shipped_names();

/// Leaves only these scenarios; the first is the baseline.
Experiment with_scenarios(Experiment experiment, const std::vector<std::string>& names);

/// Runs in memory. What fails is thrown.
RunOutcome run_of(const Experiment& experiment, const RunOptions& options = {});

/// Unit digests by scenario and replicate.
using Digests = std::map<std::pair<std::string, int>, std::string>;
Digests digests_of(const RunOutcome& outcome);
Digests digests_of(const Experiment& experiment, const std::vector<results::Unit>& units);

/// Where the runs of two scenarios differ, replicate by replicate: one line for each column that does, with its first
/// cell. Columns whose name begins with `except` are passed over; of columns over weeks only the first `weeks` are
/// compared (0: all), and then only those.
std::vector<std::string> differences(const results::Source& source, const std::string& scenario,
                                     const std::string& baseline, const std::string& except = "evaluation",
                                     Week weeks = 0);

} // namespace meam::tests
