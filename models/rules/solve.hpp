#pragma once
// From published marginal figures to conditional rules. A rate for the whole population is divided by the population
// mean of what multiplies it; a published marginal ratio of a fixed attribute is corrected for what travels with that
// attribute.

#include "models/model.hpp"
#include "models/population/people.hpp"

#include <vector>

namespace meam {

/// Corrections of every hazard, from the numbers as they stand at the start, before any policy.
std::vector<Solved> solve_marginals(const Model& model, const Population& population,
                                    const std::vector<double>& numbers);

/// Growth of needs through one another: element (m, n) is the number of extra onsets of need n that one spell of need m
/// brings at the declared rates, its severity counted as established. Its spectral radius must be below 1.
/// @return the spectral radius [1], by squaring
double feedback_radius(const Model& model, const std::vector<double>& numbers);

} // namespace meam
