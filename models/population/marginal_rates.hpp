#pragma once
// Converts published marginal figures into conditional rules. A rate for the whole population is divided by the
// population mean of its multipliers. A published marginal ratio of a fixed attribute is corrected for other risk
// factors that are correlated with the attribute.

#include "models/definitions/model.hpp"
#include "models/population/people.hpp"

#include <vector>

namespace meam {

/// Corrections of all hazards, from the initial values of the numbers, before any policy.
std::vector<Solved> solve_marginals(const Model& model, const Population& population,
                                    const std::vector<double>& numbers);

/// Spectral radius of the feedback between needs [1], by repeated squaring. Element (m, n) of the matrix is the
/// expected number of additional onsets of need n caused by one spell of need m at severity 2 (established), at the
/// stated rates. Feedback is stable if the radius is below 1.
double feedback_radius(const Model& model, const std::vector<double>& numbers);

} // namespace meam
