#pragma once
// Comparators for participants, found as an evaluator would find them: from what is recorded, and nothing else.
//
// Participants are taken in order of index week, then number. Each gets the nearest resident who is of the same sex and
// deprivation fifth, was in the place for the 52 weeks before the index week, has not been enrolled by then and is
// not yet a comparator; whose recorded crises of those 52 weeks differ by no more than the caliper; nearest by
// these, then by the recorded crises of the last 13 weeks, then by age, then by number. One comparator each, none used
// twice (Stuart 2010, Statistical Science 25: nearest neighbour, 1:1, without replacement, exact on two covariates). A
// comparator may be enrolled later: that is counted as contamination, not prevented, since at the index week no
// evaluator knows.

#include "experiments/evaluation/history.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace meam {

inline const std::vector<std::string> covariate_labels{"recorded_52_weeks", "recorded_13_weeks", "age_in_weeks"};
inline const std::vector<std::string> balance_labels{"participants", "others", "matched", "comparators"};
inline const std::vector<std::string> moment_labels{"people", "sum", "sum_of_squares"};

/// Sums from which means and standardised differences follow: [covariate, balance group, moment].
using Balance = std::array<std::array<std::array<std::int64_t, 3>, 4>, 3>;

struct Matching {
    std::vector<std::pair<ResidentId, ResidentId>> pairs; ///< participant, comparator
    int observed = 0;                                     ///< participants in the place for the whole year before
    Balance balance{};
};

/// @param caliper  how many recorded crises of the year before may lie between the two
Matching match(const History& history, const Indexes& participants, int caliper);

} // namespace meam
