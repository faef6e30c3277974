#pragma once
// Whether a place can begin as its file declares.

#include "models/checks/graph_checks.hpp"

#include <vector>

namespace meam {

/// Starting shares, groups, caseloads and population rates that cannot be reached, each with the figure that can (E260,
/// E261). All refuse the model.
/// @param residents  counted to estimate how many a service would take; more are in proportion
std::vector<Finding> judge_start(const Model& model, const Baseline& baseline, Key key, int residents);

} // namespace meam
