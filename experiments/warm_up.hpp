#pragma once
// How long the warm-up lasts: until queues, caseloads and prevalence stand still.

#include "experiments/replicate.hpp"

#include <string>
#include <vector>

namespace meam {

/// The two-year test. Eight pilot replicates (numbers 0 to 7, whatever part of the experiment is run) live under the
/// baseline's rules. Every 26 weeks, for each need's prevalence, each service's queue and each service's caseload, the
/// mean over the last year is compared with the mean over the year before, replicate by replicate. A series is steady
/// when the mean difference is less than twice its standard error over the pilots, or less than 5 % of the larger mean,
/// or less than one resident. The warm-up ends when all are.
struct WarmUp {
    Week weeks = 0;
    bool steady = false;
    std::vector<std::string> moving; ///< series that were not steady when it ended: overload, or slow change
    /// Prevalence (severity 1 or more) of each need when it ended, mean over the pilots [1].
    std::vector<double> prevalence;
};

WarmUp find_warm_up(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point);

} // namespace meam
