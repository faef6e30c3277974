#pragma once
// The rules of one scenario, week by week: the baseline's numbers with every change that has begun, compiled into
// tables for each combination of reaches. Built once per scenario, read by every replicate.
//
//     v' = v + strength * (f(v) - v)          a change that changes nothing leaves every bit alone

#include "models/model.hpp"
#include "models/rules/shifts.hpp"
#include "models/rules/solve.hpp"

#include <memory>
#include <vector>

namespace meam {

/// Numbers of one point of a design, and what follows from them before any policy.
struct Baseline {
    Baseline(const Model& model, std::vector<double> values);

    std::vector<double> numbers;
    Population population;
    std::vector<Solved> solved;
};

class ScenarioRules {
public:
    /// The rules between two weeks in which nothing changes.
    struct Version {
        Week from = 0;                                     ///< weeks since the branch
        std::vector<Tables> by_reach;                      ///< by combination of the scenario's reaches, a bit each
        std::vector<std::shared_ptr<const Shifts>> shifts; ///< of these tables; equal ones are one
        std::vector<HazardId> changed; ///< hazards that differ from the version before, for any reach
        bool norms_changed = false;
        std::vector<ServiceId>
            answering; ///< by service: which answers for it, itself or what it was merged into; -1: closed
    };

    /// @param policies  in the order they apply; empty: the baseline's rules
    /// @param horizon   weeks since the branch
    ScenarioRules(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon);

    [[nodiscard]] const Version& at(Week since_branch) const;
    [[nodiscard]] const std::vector<int>& reaches() const { return reaches_; } ///< Model::reaches behind each bit
    [[nodiscard]] std::size_t versions() const { return versions_.size(); }

private:
    std::vector<int> reaches_;
    std::vector<Version> versions_;
};

/// Strength of a change in a week [1]: 0 before it starts and after it ends, rising over the ramp.
double strength(const Change& change, Week since_branch);

/// The numbers with every change of a policy's strength carried out, at the end of its ramp.
std::vector<double> with_dials_turned(const Model& model, std::vector<double> numbers,
                                      const std::vector<int>& policies);

/// The numbers of one week for one combination of reaches. Changes of policies' strengths come first, in the order of
/// the scenario; then all others, in that order.
std::vector<double> numbers_in(const Model& model, const std::vector<double>& baseline,
                               const std::vector<int>& policies, Week since_branch, const std::vector<bool>& reached);

} // namespace meam
