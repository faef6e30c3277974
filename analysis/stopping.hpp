#pragma once
// When enough replicates have been run: a question to the results alone, so the answer is the same on every machine.

#include "analysis/statistics.hpp"
#include "sim/results/store.hpp"

namespace meam::analysis {

/// How well one scenario's headline difference is known by now.
struct Precision {
    std::string scenario;
    Runs runs;                             ///< pairs
    std::optional<double> difference;      ///< mean, from the baseline
    std::optional<double> half_width = {}; ///< of its 95 % t interval
    std::optional<double> relative = {};   ///< half width / |difference| [1]; 0 where both are 0
    bool enough = false;
};

struct Stopping {
    std::vector<Precision> scenarios; ///< all but the baseline
    bool enough = false;
    std::optional<double> widest; ///< largest relative half width, for the progress display; empty before two pairs
};

/// With fewer pairs a lucky narrow interval would end the run too soon.
inline constexpr std::size_t least_pairs = 8;

/// The same from the headline's values, by scenario and replicate.
Stopping stopping(const std::vector<Replicates>& values, const std::vector<std::string>& scenarios,
                  std::size_t baseline, double share, std::size_t least = least_pairs);

/// How many replicates to have run before asking again whether they are enough: as many as the half width found so far
/// asks for, since it falls with the square root of their number; at least ten more, at most four times as many.
/// @param least, most  replicates to have in any case, and never to exceed
/// @param excess       half width found, of the one asked for [1]
int next_batch_end(int done, int least, int most, double excess);

/// Whether the half width of every scenario's difference is below `share` of its size. Depends on which replicates are
/// there, not on their order: ask between batches, never while one is under way. Never enough without a scenario
/// to compare. Several points: point 0.
/// @param outcome  name; "": the headline of the experiment
/// @param share    relative half width asked for [1], as 0.02 for "2 %"
/// @throws results::ResultsError  for an unknown outcome
Stopping stopping(const results::Source& source, const std::string& outcome, double share,
                  std::size_t least = least_pairs);

} // namespace meam::analysis
