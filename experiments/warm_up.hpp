#pragma once
// How long the warm-up lasts: until queues, caseloads and prevalence stand still.

#include "experiments/replicate.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace meam {

/// The first test whether the model is steady: it compares two years [week].
inline constexpr Week first_test = 104;

/// Mean of one series over one year and over the next, in one replicate.
struct YearPair {
    double before = 0.0, last = 0.0;
};

/// Whether a series moved from one year to the next: the mean difference over the replicates is a resident or more, 5 %
/// or more of the larger year's mean, and more than `limit` times its standard error.
/// @param years  by replicate; two or more
bool moves(std::span<const YearPair> years, double limit);

/// The limit that so many steady series, all asked at once, keep with a chance of 95 %: the quantile of Student's t at
/// 1 - 0.025 / series (Bonferroni). Asked at two standard errors each, of sixty steady series some always seem to move.
double moving_limit(std::size_t replicates, std::size_t series);

/// The two-year test. Pilot replicates (16, in large places down to 4; from number 0 on, whatever part of the
/// experiment is run) are simulated under the baseline's rules. Every 26 weeks the mean over the last year is compared
/// with the mean over the year before, replicate by replicate, for each need's prevalence, each service's queue and
/// each service's caseload. The warm-up ends when none `moves`.
struct WarmUp {
    Week weeks = 0;
    bool steady = false;
    std::vector<std::string> moving; ///< series that were not steady when it ended: overload, or slow change
    /// Prevalence (severity 1 or more) of each need when it ended, mean over the pilots [1].
    std::vector<double> prevalence;
};

/// How many pilot replicates decide on the length of the warm-up; 0 where there is none.
std::size_t pilots_of(const Experiment& experiment);

/// @param[out] pilots  by replicate: the state at the end of the warm-up, ready to branch
WarmUp find_warm_up(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                    std::vector<std::unique_ptr<World>>& pilots);

} // namespace meam
