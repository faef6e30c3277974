#pragma once
// Tests whether a resident meets a condition.

#include "models/definitions/model.hpp"
#include "models/population/resident.hpp"

namespace meam {

/// By covariates only; engagements and rank are ignored.
bool covers_levels(const Model& model, const Reach& reach, const Covariates& at);

/// By covariates and engagements; rank (`Reach::top`) is ignored.
bool covers(const Model& model, const Reach& reach, const Resident& resident);

} // namespace meam
