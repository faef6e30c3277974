#pragma once
// A question put to the model: which place, which scenarios, how long, how often.

#include "experiments/design/design.hpp"
#include "experiments/trajectories.hpp"
#include "models/definitions/model.hpp"
#include "sim/input/document.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace meam {

struct Experiment {
    std::string name, question;
    std::uint64_t seed = 0;
    Week horizon = 0;          ///< after the warm-up [week]
    Week warm_up_at_least = 0; ///< [week]
    Week warm_up_at_most = 0;
    bool warm_up_exact = false; ///< at_least weeks, whatever the test of steadiness says
    int replicates_at_least = 0;
    int replicates_at_most = 0;
    double half_width = 0.0; ///< wanted of the headline's paired 95 % interval, as a share of its size; 0: no such rule
    std::string outcome;
    int baseline = 0; ///< into Model::scenarios
    int caliper = 0;  ///< recorded crises of the year before that may lie between a participant and a comparator
    Trajectories trajectories = Trajectories::none;
    Design design; ///< the points at which numbers of the model vary
    Model model;
    std::string resolved;              ///< every leaf with its origin
    std::string digest;                ///< of the resolved values
    std::vector<std::string> warnings; ///< not mistakes, but worth reporting
    std::vector<std::string>
        first_looks; ///< what the source of the place says, shown beside the model's figures without a verdict
};

/// Reads, checks and resolves an experiment.
/// @throws input::InputError  holding every mistake at once
Experiment load_experiment(const std::filesystem::path& file, const input::DocumentOptions& options);
Experiment load_experiment(input::Document document);

} // namespace meam
