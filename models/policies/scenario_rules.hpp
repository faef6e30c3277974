#pragma once
// The rules of one scenario, week by week: the baseline's numbers with every change in force, compiled into
// tables for each combination of groups. Built once per scenario, read by every replicate.
//
//     v' = v + strength * (f(v) - v)          a change without effect leaves every bit unchanged

#include "models/definitions/hazard_shifts.hpp"
#include "models/definitions/model.hpp"
#include "models/population/marginal_rates.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace meam {

/// Numbers of one point of a design, and what is derived from them before any policy.
struct Baseline {
    Baseline(const Model& model, std::vector<double> values);

    std::vector<double> numbers;
    Population population;
    std::vector<Solved> solved;
};

class ScenarioRules {
public:
    /// The rules of a period in which no change begins or ends.
    struct Version {
        Week from = 0;                                     ///< weeks since the branch
        std::vector<Tables> by_reach;                      ///< by combination of the scenario's reaches, a bit each
        std::vector<std::shared_ptr<const Shifts>> shifts; ///< of these tables; equal ones are shared
        std::vector<HazardId> changed; ///< hazards that differ from the version before, for any reach
        bool norms_changed = false;
        bool all_may_differ = false; ///< any hazard may differ from the version before
        /// By service: which answers for it, itself or the last service of a chain of mergers; -1: closed.
        std::vector<ServiceId> answering;
    };

    /// @param policies  in the order they apply; empty: the baseline's rules
    /// @param horizon   weeks since the branch
    ScenarioRules(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon);

    /// The rules of the warm-up: the files and standing policies.
    static ScenarioRules of_warm_up(const Model& model, const Baseline& baseline, Week horizon);

    /// @param pulled  which of `triggers` apply, one bit each
    [[nodiscard]] const Version& at(Week since_branch, unsigned pulled = 0) const;
    [[nodiscard]] const std::vector<int>& reaches() const { return reaches_; }   ///< Model::reaches behind each bit
    [[nodiscard]] const std::vector<int>& triggers() const { return triggers_; } ///< Model::triggers behind each bit
    [[nodiscard]] const std::vector<int>& policies() const { return policies_; }
    [[nodiscard]] std::size_t versions() const { return versions_.front().size(); }

private:
    ScenarioRules() = default;
    void build(const Model& model, const Baseline& baseline, const std::vector<int>& policies, Week horizon,
               Week warm_up_weeks);

    std::vector<int> policies_, reaches_, triggers_;
    std::vector<std::vector<Version>> versions_; ///< by combination of triggers, then in order of time
};

/// Maximum number of groups that a scenario's policies may reach, and of triggers: tables are built for
/// every combination.
inline constexpr std::size_t most_reaches = 6, most_triggers = 3;

/// Policies that apply in every scenario and in the warm-up.
std::vector<int> standing_policies(const Model& model);

/// The week in which the first of a policy's changes begins; 0 for one without changes.
Week first_week(const Policy& policy);

/// Strength of a change in a week [1]: 0 before it starts and after it ends, rising over the ramp; again in each
/// repetition.
double strength(const Change& change, Week since_branch);

/// The numbers after every change of a policy's strength, at the end of its ramp.
std::vector<double> with_strengths_applied(const Model& model, std::vector<double> numbers,
                                           const std::vector<int>& policies);

/// The value that a change asks for, and the value after the limits of the number are applied.
struct Cut {
    Number target;
    double wanted = 0.0, used = 0.0;
};
/// Applies one change at this strength, at the end of its ramp, regardless of its dates, trigger and group.
/// @return the first of its numbers that a limit changed or rounded
std::optional<Cut> carry_out_fully(const Model& model, const Change& change, double strength,
                                   std::vector<double>& numbers);

/// Which conditional changes apply.
struct Holding {
    std::vector<bool> reached;     ///< by Model::reaches
    std::vector<bool> pulled = {}; ///< by Model::triggers; empty: none applies
    Week warm_up_weeks = 0;        ///< weeks by which standing policies are ahead
};

/// The numbers of one week for one combination of reaches and triggers. Changes of policies' strengths come first, in
/// the order of the scenario; then all others, in that order.
std::vector<double> numbers_in(const Model& model, const std::vector<double>& baseline,
                               const std::vector<int>& policies, Week since_branch, const Holding& holding);

} // namespace meam
