#pragma once
// A resident as the graph is asked about: some needs at some severity, all else as is commonest in the place.

#include "models/definitions/model.hpp"
#include "models/policies/scenario_rules.hpp"

#include <string>
#include <vector>

namespace meam::graph {

/// The residents that the analysis is about. Needs not named are absent; one that is read off a circumstance puts the
/// resident into the first state of that severity.
struct Pattern {
    std::string name;  ///< "mental_health_2+substance_misuse_2", or as the file says
    std::string label; ///< for people
    std::vector<std::pair<NeedId, int>> needs;
    std::vector<std::pair<int, int>> as{}; ///< covariate and level, of attributes and circumstances that are given
};

/// Those that the experiment states; else each need alone, each pair that some service excludes for one another, and
/// all needs of the MEAM cohort at once, all established (or the nearest severity there is).
std::vector<Pattern> patterns_of(const Model& model, const std::vector<double>& numbers);

/// "mental_health=2,substance_misuse=3,sex=female". @return a pattern without needs where the text says none of the
/// model's
Pattern pattern_named(const Model& model, const std::string& text);

/// The rules of a scenario with every change at full strength: as if each had begun, had risen, and none had ended.
/// Groups that move (the top n, those enrolled) are taken as not including the resident.
class FullStrength {
public:
    FullStrength(const Model& model, const Baseline& baseline, const std::vector<int>& policies);
    FullStrength(const FullStrength&) = delete;
    FullStrength& operator=(const FullStrength&) = delete;

    [[nodiscard]] const Tables& shared() const { return version_->by_reach[0]; }
    [[nodiscard]] const Tables& reached() const { return version_->by_reach.back(); } ///< by every policy
    [[nodiscard]] const Tables& rules(const Covariates& of) const;                    ///< for such a resident
    [[nodiscard]] const std::vector<ServiceId>& answering() const { return version_->answering; }

private:
    Model model_; ///< as the scenario has it, without dates
    ScenarioRules scenario_;
    const ScenarioRules::Version* version_;
};

/// What a resident of this pattern carries: fixed attributes as given, or commonest in the place, frailty nearest 1,
/// stocks at their norms, established needs known to have been there before, never treated.
Covariates covariates_of(const Model& model, const Baseline& baseline, const FullStrength& rules,
                         const Pattern& pattern);

/// Whether a resident can have these severities at once; two needs may be read off one circumstance.
bool possible(const Model& model, const std::vector<std::pair<NeedId, int>>& at_least);
/// Whether such a resident can be as given: no need is read off a given circumstance at another severity.
bool possible(const Model& model, const Pattern& pattern);

/// Covariates that may be given: sex, age, deprivation, aces, the place, and circumstances.
bool may_be_given(const Model& model, int covariate);

} // namespace meam::graph
