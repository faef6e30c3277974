#pragma once
// What an evaluator could count: participants' recorded crises before and after their first admission to a hub.
// Regression to the mean included; the counterfactual is another matter.

#include "models/world.hpp"

#include <string>
#include <vector>

namespace meam {

inline const std::vector<std::string> participant_labels{"people", "weeks_before", "weeks_after"};
inline const std::vector<std::string> window_labels{"before", "after"};
inline const std::vector<std::string> wait_labels{"admissions", "mean", "median", "p90"};

struct Participants {
    std::vector<std::int32_t> counts;   ///< participant_labels: people, and the person-weeks observed on either side
    std::vector<std::int32_t> recorded; ///< [crisis, window]
    std::vector<std::int32_t> inappropriate; ///< [crisis, window]
};

/// Participants: first admission to a hub or placebo hub in a week of [from, until - 52). Index week: that week.
/// Leavers and the dead are kept for the person-time they had.
Participants participants_of(const World& world, Week from, Week until);

/// [service, wait statistic] from the waits counted at admission; not a number where nobody was admitted.
std::vector<double> wait_statistics(const World& world);

} // namespace meam
