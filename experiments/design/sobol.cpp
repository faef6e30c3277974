#include "experiments/design/sobol.hpp"

#include <boost/random/sobol.hpp>

namespace meam {

std::vector<std::vector<double>> sobol_points(std::size_t dimensions, std::size_t points)
{
    boost::random::sobol sequence(dimensions);       // leaves out the origin
    constexpr double steps = 18446744073709551616.0; // 2^64, one more than the engine's highest value
    std::vector<std::vector<double>> rows(points, std::vector<double>(dimensions));
    for (auto& row : rows) {
        for (auto& share : row) {
            share = static_cast<double>(sequence()) / steps;
        }
    }
    return rows;
}

} // namespace meam
