#pragma once
// Stopping rule: whether enough replicates were run. Depends on the results alone, so it is the same on every machine.

#include "analysis/statistics.hpp"
#include "sim/results/store.hpp"

namespace meam::analysis {

/// Precision of the headline difference of one scenario.
struct Precision {
    std::string scenario;
    Runs runs;                             ///< pairs of runs
    std::optional<double> difference;      ///< mean difference from the baseline
    std::optional<double> half_width = {}; ///< half-width of its 95 % t interval
    std::optional<double> relative = {};   ///< half-width / |difference| [1]; 0 if both are 0
    bool enough = false;
};

/// Precision of all scenarios, and whether it suffices.
struct Stopping {
    std::vector<Precision> scenarios; ///< all except the baseline
    bool enough = false;
    std::optional<double> widest; ///< largest relative half-width, for the progress display; empty before two pairs
};

/// Minimum number of pairs. With fewer pairs, an interval that is narrow by chance could stop the run too early.
inline constexpr std::size_t least_pairs = 8;

/// The stopping rule for values of the headline, by scenario and replicate.
Stopping stopping(const std::vector<Replicates>& values, const std::vector<std::string>& scenarios,
                  std::size_t baseline, double share, std::size_t least = least_pairs);

/// Number of replicates after which to check again: the number that the current half-width suggests, since it falls
/// with the square root of that number; at least ten more, and at most four times `done`.
/// @param least, most  minimum and maximum number of replicates
/// @param excess       current half-width relative to the requested one [1]
int next_batch_end(int done, int least, int most, double excess);

/// Whether the half-width of every scenario's difference is below `share` of the difference. Depends on which
/// replicates are present, not on their order. Check between batches only. Never true without a scenario to compare.
/// With several design points, point 0 is used.
/// @param outcome  name; "": the headline of the experiment
/// @param share    requested relative half-width [1], such as 0.02 for "2 %"
/// @throws results::ResultsError  if the outcome is unknown
Stopping stopping(const results::Source& source, const std::string& outcome, double share,
                  std::size_t least = least_pairs);

} // namespace meam::analysis
