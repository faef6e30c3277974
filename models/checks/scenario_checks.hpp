#pragma once
// What is wrong with a scenario as a whole, where each of its changes is sound by itself.

#include "models/checks/graph_checks.hpp"

#include <vector>

namespace meam {

/// Of every scenario: workers that are moved and not there, or set after they were moved; changes that reach no
/// resident; policies of which a later one undoes what an earlier one did to the same number; changes that never begin,
/// that open an edge of a service that stays closed, or whose result a limit of the number cuts or rounds; hazards that
/// are cut because they exceed the most events a week that one field can hold (sim/field.hpp).
/// @param horizon  after the warm-up [week]
std::vector<Finding> judge_scenarios(const Model& model, const Baseline& baseline, Week horizon);

/// Conditions `whom` of services, outreach, bands, edges, consequences and measures that no resident of the place can
/// meet: a level with the share 0, or needs that exclude each other. Warnings.
std::vector<Finding> judge_conditions(const Model& model, const Baseline& baseline);

} // namespace meam
