#pragma once
// What a pilot counts one by one: participants who are better off a year after they came in than they were, and beside
// them how many of the same people would have been so anyway, in the same weeks of the baseline. Simulated again, as
// entrants.

#include "analysis/tables.hpp"
#include "experiments/evaluation/resimulation.hpp"
#include "experiments/replicate.hpp"

#include <string>
#include <vector>

namespace meam {

/// What may be said of a participant a year later: "police_callout: fewer recorded", "substance_misuse: lower",
/// "work: now in_work", "died".
std::vector<std::string> case_kinds(const Model& model);

/// Participants of one run, by kind, in the scenario and in the baseline.
struct CasesOfRun {
    int people = 0;
    std::vector<int> scenario, baseline;
};
CasesOfRun cases_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point, int replicate,
                    int scenario, Week warm_up);

/// The same table for any number of threads.
analysis::Table cases_table(const Experiment& experiment, const std::vector<int>& scenarios,
                            const std::vector<int>& replicates, Week warm_up, const Report& report = {});

} // namespace meam
