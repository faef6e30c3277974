#pragma once
// The rules of one scenario, week by week: the baseline's numbers with every change that has begun, compiled into
// tables for each combination of reaches. Built once per scenario, read by every replicate.
//
//     v' = v + strength * (f(v) - v)          a change that changes nothing leaves every bit alone

#include "models/definitions/hazard_shifts.hpp"
#include "models/definitions/model.hpp"
#include "models/population/marginal_rates.hpp"

#include <memory>
#include <optional>
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
        bool all_may_differ = false; ///< from whatever held before
        /// By service: which answers for it, itself or the last service of a chain of mergers; -1: closed.
        std::vector<ServiceId> answering;
    };

    /// @param policies  in the order they apply; empty: the baseline's rules
    /// @param horizon   weeks since the branch
    ScenarioRules(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon);

    /// The rules of the warm-up: those of the files, and of policies that stand.
    static ScenarioRules of_warm_up(const Model& model, const Baseline& baseline, Week horizon);

    /// @param pulled  which of `triggers` hold, a bit each
    [[nodiscard]] const Version& at(Week since_branch, unsigned pulled = 0) const;
    [[nodiscard]] const std::vector<int>& reaches() const { return reaches_; }   ///< Model::reaches behind each bit
    [[nodiscard]] const std::vector<int>& triggers() const { return triggers_; } ///< Model::triggers behind each bit
    [[nodiscard]] const std::vector<int>& policies() const { return policies_; }
    [[nodiscard]] std::size_t versions() const { return versions_.front().size(); }

private:
    ScenarioRules() = default;
    void build(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon,
               Week lived_before);

    std::vector<int> policies_, reaches_, triggers_;
    std::vector<std::vector<Version>> versions_; ///< by which triggers hold, then in order of time
};

/// Different groups that a scenario's policies may reach, and triggers that they may wait for: tables are built for
/// every combination.
inline constexpr std::size_t most_reaches = 6, most_triggers = 3;

/// Those that hold whatever the scenario, in the warm-up too.
std::vector<int> standing_policies(const Model& model);

/// The week in which the first of a policy's changes begins; 0 for one without changes.
Week first_week(const Policy& policy);

/// Strength of a change in a week [1]: 0 before it starts and after it ends, rising over the ramp; anew in each
/// repetition.
double strength(const Change& change, Week since_branch);

/// The numbers with every change of a policy's strength carried out, at the end of its ramp.
std::vector<double> with_dials_turned(const Model& model, std::vector<double> numbers,
                                      const std::vector<int>& policies);

/// A number that a change would make so, and what its limits make of it.
struct Cut {
    Number target;
    double wanted = 0.0, used = 0.0;
};
/// Carries out one change at this strength, at the end of its ramp, whatever its dates, trigger and reach.
/// @return the first of its numbers that a limit cut or made whole
std::optional<Cut> carry_out_fully(const Model& model, const Change& change, double strength,
                                   std::vector<double>& numbers);

/// Which changes hold of those that are not everybody's always.
struct Holding {
    std::vector<bool> reached;     ///< by Model::reaches
    std::vector<bool> pulled = {}; ///< by Model::triggers; absent: none holds
    Week lived_before = 0;         ///< weeks by which those of policies that stand are ahead
};

/// The numbers of one week for one combination of reaches and triggers. Changes of policies' strengths come first, in
/// the order of the scenario; then all others, in that order.
std::vector<double> numbers_in(const Model& model, const std::vector<double>& baseline,
                               const std::vector<int>& policies, Week since_branch, const Holding& holding);

} // namespace meam
