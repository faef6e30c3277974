#pragma once
// Whether a resident is one of those that a condition means.

#include "models/state.hpp"

namespace meam {

/// By covariates alone: attributes, needs, circumstances, stocks, treatment.
bool covers(const Model& model, const Reach& reach, const Covariates& at);
/// Also by the episodes that a resident is in; not by rank (`Reach::top`).
bool covers(const Model& model, const Reach& reach, const Resident& resident);

} // namespace meam
