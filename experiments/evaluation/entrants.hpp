#pragma once
// Participants when they are admitted: needs now and ever, and what was recorded of them in the year before. Results
// hold no resident's needs, so the runs are re-simulated.

#include "analysis/tables.hpp"
#include "experiments/evaluation/resimulation.hpp"
#include "experiments/replicate.hpp"

#include <array>
#include <string>
#include <vector>

namespace meam {

/// Participants of one run, of one kind.
struct Entrants {
    int people = 0;
    std::vector<int> now, ever; ///< by need: how many have it; have it or have had it at established or worse
    int several_now = 0, several_ever = 0; ///< how many have three MEAM needs or more
    std::vector<int> recorded;             ///< by crisis: in the 52 weeks before
    int weeks = 0;                         ///< person-weeks of those
};

/// All, women, men; and of each those with three MEAM needs or more now, at emerging or worse and at established or
/// worse.
inline const std::vector<std::string> entrant_labels{"all",
                                                     "female",
                                                     "male",
                                                     "three needs",
                                                     "three needs, female",
                                                     "three needs, male",
                                                     "established",
                                                     "established, female",
                                                     "established, male"};
using EntrantsOfRun = std::array<Entrants, 9>;

/// Participants of an evaluation (evaluation.hpp) in one scenario of one replicate.
EntrantsOfRun entrants_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                          int replicate, int scenario, Week warm_up);

/// Shares and rates over replicates, each with its interval: a ratio of sums, by its residuals. The same for any number
/// of threads.
analysis::Table entrants_table(const Experiment& experiment, const std::vector<int>& scenarios,
                               const std::vector<int>& replicates, Week warm_up, const Report& report = {});

} // namespace meam
