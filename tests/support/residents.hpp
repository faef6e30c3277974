#pragma once
// Properties of residents that tests check, by name, and how far a count lies from what chance says.

#include "tests/support/tiny_model.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace meam::tests {

inline std::size_t covariate(const Model& model, const std::string& name)
{
    const auto it = std::ranges::find(model.covariates, name, &Covariate::name);
    return static_cast<std::size_t>(it - model.covariates.begin());
}

inline int level(const Model& model, const Resident& r, const std::string& name)
{
    return r.covariates[covariate(model, name)];
}

template <class Is> int count(const World& world, Is&& is)
{
    const auto& all = world.state().residents;
    return static_cast<int>(std::ranges::count_if(all, is));
}

/// How many standard deviations a count lies from what so many with a chance each would make.
inline double deviations(int number, double chance, int of)
{
    return std::fabs(number - chance * of) / std::sqrt(chance * (1.0 - chance) * of);
}

} // namespace meam::tests
