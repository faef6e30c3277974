#pragma once
// Sums from which the four estimates of a hub's effect follow (analysis/evaluate.hpp): what its pilot would report,
// the matched comparison, the same residents in the baseline, and all other residents.
//
// Participants: first admission to a hub or placebo hub in a week of [from, until - 52). Index week: that week. Leavers
// and the dead are kept for the person-time they had.

#include "experiments/evaluation/history.hpp"
#include "sim/results/results.hpp"

#include <string>
#include <vector>

namespace meam {

inline const std::vector<std::string> group_labels{"participants", "complete_cases", "matched", "comparators",
                                                   "in_the_baseline"};
inline const std::vector<std::string> window_labels{"before", "after"};
inline const std::vector<std::string> matching_labels{"participants", "there_the_year_before", "matched",
                                                      "comparators_enrolled_later"};
inline const std::vector<std::string> who_labels{"participants", "others"};
inline const std::vector<std::string> change_labels{"better", "same", "worse", "lost", "fewer_crises", "more_crises"};
inline const std::vector<std::string> lived_in_labels{"scenario", "baseline"};

/// Whether a model has anything to evaluate.
bool has_hub(const Model& model);

/// The columns of an evaluation, as they follow one another in results.
std::vector<results::Column> evaluation_columns();
/// Their axes, but for the strata and the crises.
std::vector<results::Axis> evaluation_axes();

/// @param scenario, baseline  the same replicate in both; the same history where the scenario is the baseline
/// @param caliper             see matching.hpp
std::vector<results::Data> evaluate(const Model& model, History scenario, History baseline, Week from, Week until,
                                    int caliper);

} // namespace meam
