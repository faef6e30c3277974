#pragma once
// A run of an experiment: plan, warm-up, replicates at the same time, results on disk segment by segment, and when to
// stop.

#include "analysis/totals.hpp"
#include "experiments/progress.hpp"
#include "experiments/replicate.hpp"
#include "experiments/spread.hpp"
#include "experiments/warm_up.hpp"
#include "sim/results/store.hpp"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meam {

struct RunOptions {
    std::filesystem::path out;      ///< folder; empty: results stay in memory
    std::filesystem::path warm_ups; ///< folder where ends of warm-ups are kept and found; empty: none
    std::string program;            ///< identifies the build: warm-ups of other builds are not used
    bool resume = false;
    bool force = false;
    int threads = 0; ///< 0: all
    Stepping stepping = Stepping::events;
    bool audit = false;
    int shard = 0; ///< 1..shards; 0: everything
    int shards = 1;
    std::optional<int> only_scenario;
    std::optional<int> only_replicate;
    std::optional<int> only_point;
    const std::atomic<bool>* interrupted = nullptr;
    std::map<std::string, std::string> provenance; ///< host, version, command…: written beside the results
};

/// The precision that an experiment asks for, and the one that its replicates came to.
struct PrecisionReached {
    double asked = 0.0;            ///< half width, as a share of the difference [1]
    std::optional<double> reached; ///< the widest of all scenarios; empty before two pairs
    std::size_t pairs = 0;         ///< complete, of the scenario that has fewest
    bool met = false;
};

struct RunOutcome {
    std::size_t planned = 0, complete = 0; ///< runs of this plan; the folder may hold others
    std::size_t at_most = 0; ///< the most runs that a precision may ask for; without one as many as planned
    bool interrupted = false;
    std::vector<std::string> failures; ///< one line for each run that failed, with the command that repeats it
    std::vector<std::string> warnings;
    WarmUp warm_up;
    std::optional<PrecisionReached> precision; ///< none where no precision was asked for, or a part of the runs was
    std::string root_digest;
    std::vector<std::pair<results::UnitId, std::string>> digests;
    double wall_seconds = 0.0;
    double resident_weeks_per_second = 0.0; ///< of the weekly loops, of all replicates that go on at once
    double active_share = 0.0;              ///< share of resident-weeks with a step
    Spread spread;
    std::filesystem::path results;           ///< the results file; empty in memory
    std::unique_ptr<results::Source> source; ///< the finished results
    std::optional<analysis::AllTotals> runs; ///< the same with their weeks added up; none where there is no source
};

/// Runs what is asked for and not yet finished.
/// @throws results::ResultsError  before anything is computed, when the folder cannot take the results
RunOutcome run_experiment(const Experiment& experiment, const RunOptions& options, const Report& report);

/// Whether replicates are added until a precision is reached. Not so for draws, shards, single runs and a baseline
/// alone.
bool is_adaptive(const Experiment& experiment, const RunOptions& options);

/// Number of points of the design that are run under these options.
std::size_t planned_points(const Experiment& experiment, const RunOptions& options);

/// The runs that an experiment plans under these options: replicate numbers.
std::vector<int> planned_replicates(const Experiment& experiment, const RunOptions& options);

} // namespace meam
