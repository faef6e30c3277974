#pragma once
// Sobol's low-discrepancy sequence, from Boost.Random (direction numbers of Joe and Kuo).

#include <cstddef>
#include <vector>

namespace meam {

/// Most dimensions that the direction numbers reach.
inline constexpr std::size_t most_sobol_axes = 3667;

/// The second and further points of the sequence; its first is the origin.
/// @param dimensions  1 to most_sobol_axes
/// @return  `points` rows of `dimensions` shares in (0, 1)
std::vector<std::vector<double>> sobol_points(std::size_t dimensions, std::size_t points);

} // namespace meam
