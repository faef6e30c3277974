#pragma once
// A share of residents that is declared, from chances that differ between residents and cannot exceed 1.

#include <vector>

namespace meam {

/// Residents with one relative chance.
struct ChanceClass {
    double relative = 1.0; ///< chance relative to the declared share [1], 0 or more
    double weight = 0.0;   ///< share of residents [1]
};

struct SolvedShare {
    double scale = 1.0;     ///< multiplies every relative chance
    double reachable = 1.0; ///< the largest share there can be: residents with a relative chance above 0 [1]
};

/// Finds the scale at which the mean over residents of
///
///     min(1, scale * share * relative)
///
/// is `share`. A share beyond what is reachable gives every resident with a relative chance above 0 the chance 1.
/// The scale is exactly 1 where relative chances have mean 1 and none of them reaches 1.
SolvedShare solve_share(const std::vector<ChanceClass>& classes, double share);

} // namespace meam
