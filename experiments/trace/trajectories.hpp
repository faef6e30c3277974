#pragma once
// One resident's trajectory in one replicate, re-simulated from the experiment stored in the results: every draw has an
// address, so the same trajectory results, whether or not trajectories were written.

#include "experiments/replicate.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam {

/// A resident's state when scenarios branch; of a newcomer, on arrival.
struct Portrait {
    bool newcomer = false; ///< arrives after scenarios have branched
    bool gone = false;     ///< has died or moved away before they branch
    int age = 0;           ///< [year]
    std::string sex, deprivation, aces;
    std::vector<int> severities; ///< by need
    std::vector<int> states;     ///< by circumstance
    int held_by = 0;             ///< services in whose episodes the resident is
};

/// One trajectory: what happened, by week since scenarios branched.
struct Trajectory {
    int scenario = 0;
    std::string digest; ///< of the whole run
    std::vector<LogLine> lines;
};

struct TracedResident {
    Portrait portrait;
    std::vector<Trajectory> trajectories; ///< in the order asked for
};

/// @param scenarios  into Model::scenarios
/// @throws std::out_of_range  for a resident who never comes
TracedResident traced_resident(const Experiment& experiment, Week warm_up, int replicate, ResidentId resident,
                               const std::vector<int>& scenarios);

/// Residents worth following: those with most recorded crises after scenarios branch, in the last of the scenarios.
struct Remarkable {
    ResidentId resident;
    int recorded;       ///< crises in the last scenario
    int recorded_first; ///< in the first: the same number where there is one scenario only
    int desk_events;    ///< in the last scenario
};
std::vector<Remarkable> remarkable(const Experiment& experiment, Week warm_up, int replicate,
                                   const std::vector<int>& scenarios, std::size_t how_many);

/// Where two trajectories diverge: the number of lines that are the same in both. The length of the shorter if they
/// never do.
std::size_t common_lines(const Trajectory& a, const Trajectory& b);

} // namespace meam
