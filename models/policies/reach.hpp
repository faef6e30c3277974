#pragma once
// Whether a resident is one of those that a condition means.

#include "models/model.hpp"
#include "models/resident.hpp"

namespace meam {

/// By all that covariates say; engagements count for nothing.
bool covers_levels(const Model& model, const Reach& reach, const Covariates& at);

/// By attributes, needs, circumstances, stocks, treatment and engagements; not by rank (`Reach::top`).
bool covers(const Model& model, const Reach& reach, const Resident& resident);

} // namespace meam
