#pragma once
// A scenario run with every coalition of its channels that a design asks for: changes of other channels left out, the
// same people, the same luck, from the same end of the warm-up.

#include "analysis/attribute.hpp"
#include "experiments/replicate.hpp"
#include "experiments/run.hpp"

#include <functional>
#include <string>
#include <vector>

namespace meam {

inline constexpr int most_exact_channels = 10; ///< above, orders are drawn

struct AttributionOptions {
    int scenario = 0; ///< into Model::scenarios
    std::vector<std::string> outcomes;
    int replicates = 20;
    int pairs_of_orders = 16; ///< where there are more than most_exact_channels
    bool pairs = false;       ///< every two channels together, besides
    int threads = 0;          ///< 0: as many as the machine has
    const std::atomic<bool>* interrupted = nullptr;
};

/// The channels of what a scenario does beyond the baseline, by name.
std::vector<std::string> channels_of(const Experiment& experiment, int scenario);

/// Policies of the baseline that the scenario lacks: with some, no coalition is the baseline.
std::vector<std::string> policies_lacking(const Experiment& experiment, int scenario);

/// The rules of a scenario with the changes of some of its channels alone; what the baseline does too is always there.
ScenarioRules rules_with(const Experiment& experiment, const DesignPoint& point, int scenario,
                         const std::vector<std::string>& channels, analysis::Coalition coalition);

/// Which coalitions are run.
analysis::ShapleyDesign design_of(const Experiment& experiment, const AttributionOptions& options);

/// Runs them. Replicates are complete or left out: when it is interrupted, those are left whose coalitions were all
/// run.
analysis::Attribution attribute(const Experiment& experiment, const AttributionOptions& options, const Report& report);

} // namespace meam
