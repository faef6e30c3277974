#pragma once
// One replicate: the warm-up is simulated once, under the baseline's rules; then every scenario branches from
// the same state with the same luck.

#include "experiments/experiment.hpp"
#include "experiments/traces.hpp"
#include "models/observation/tally.hpp"
#include "models/simulation/world.hpp"
#include "sim/results/results.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace meam {

/// What all replicates of one point share: built once, read by all of them.
struct DesignPoint {
    DesignPoint(const Experiment& experiment, int number);

    int number;
    Baseline baseline;
    ScenarioRules before; ///< the warm-up's
    std::vector<ScenarioRules> scenarios;
};

struct ReplicateOptions {
    Week warm_up = 0;
    std::vector<int> scenarios; ///< which to run
    Stepping stepping = Stepping::events;
    bool audit = false; ///< check what must hold after every week, not only at the end
    std::function<void(const World&)> after_warm_up = {}; ///< called after a warm-up that was simulated here
    BeginTrace trace = {};                                ///< where trajectories go, as the experiment asks for them
};

struct ReplicateResult {
    std::vector<results::Unit> units;
    std::uint64_t resident_weeks = 0, steps_taken = 0; ///< of the weeks after the warm-up
    std::vector<HazardId> cut;                         ///< hazards that were cut at 40 events a week
    double loop_seconds = 0.0;                         ///< of the weekly loop, warm-up included
    std::uint64_t loop_resident_weeks = 0;
};

/// Whether the state of every resident is stored, or only that of residents to whom something has happened.
bool stores_all(const Model& model, Stepping stepping);

/// The world of a replicate.
/// @param horizon  last week, warm-up included; a later one than is simulated changes nothing
Setting setting_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point, int replicate,
                   Week horizon, Stepping stepping = Stepping::events);

/// @param warm  this replicate at the end of its warm-up, if that was simulated already; or none
/// @throws std::logic_error  when something that must hold does not: a bug of ours, with all that is wrong
ReplicateResult run_replicate(const Experiment& experiment, const TallyLayout& tally, const results::Layout& layout,
                              const DesignPoint& point, int replicate, const ReplicateOptions& options,
                              std::unique_ptr<World> warm = nullptr);

/// The same replicate's world in week 0, under the baseline's rules.
std::unique_ptr<World> world_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                                int replicate, Week horizon, Stepping stepping = Stepping::events);

/// One scenario from the end of the warm-up to the last week: its columns, without an evaluation.
/// @param world  ready to be branched
/// @throws parallel::Stopped  where a stop is requested
std::vector<results::Data> live_scenario(const Experiment& experiment, const TallyLayout& tally, World world,
                                         const ScenarioRules& rules);

/// The shape of the experiment's results.
results::Layout layout_of(const Experiment& experiment, const TallyLayout& tally);

} // namespace meam
