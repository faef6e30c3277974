#pragma once
// A design: the points at which an experiment is run. Point 0 has the numbers as the files state them; at each further
// point some numbers have other values. Chance (replicates) and parameters (points) are kept apart.

#include "models/definitions/policies.hpp"
#include "models/parameters/numbers.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace meam {

/// How the points of a design are chosen.
enum class DesignMethod {
    none,            ///< point 0 alone
    draws,           ///< each assumed number with a range is drawn from it: no axes
    grid,            ///< every combination of the axes' values, the last axis fastest
    list,            ///< point k takes the k-th value of every axis
    random,          ///< independent draws from the axes' ranges
    latin_hypercube, ///< each axis has one point in each of as many equal parts of its range as there are points
    sobol            ///< the points of Sobol's sequence, from its second on
};

/// The methods that a file may state, from DesignMethod::grid on.
inline const std::vector<std::string> design_method_names{"grid", "list", "random", "latin_hypercube", "sobol"};
inline const std::vector<std::string> design_distribution_names{"uniform", "log_uniform"};

inline constexpr int most_design_points = 100'000; ///< besides point 0

/// The range of a sample, in the unit held.
struct DesignRange {
    double low = 0.0, high = 0.0;
    bool logarithmic = false; ///< uniform in the logarithm; low is then above 0
};

/// One number of the model, or several that vary together.
struct DesignAxis {
    std::string name;
    Operation operation = Operation::set; ///< set: its numbers take the value; scale: they are multiplied by it
    std::vector<Number> numbers;
    std::vector<double> values; ///< of a grid or list; empty for samples
    DesignRange range;          ///< of samples
};

struct Design {
    DesignMethod method = DesignMethod::none;
    int points = 1;                        ///< with point 0
    std::uint64_t seed = 1;                ///< of samples and draws
    std::vector<DesignAxis> axes;          ///< in order of name
    std::vector<std::vector<double>> rows; ///< value of each axis at point 1, 2, …; none for draws
};

/// A design that draws assumed numbers.
/// @param draws  number of points besides point 0
/// @param seed   seed of the experiment
Design design_of_draws(int draws, std::uint64_t seed);

/// The value of each axis at each point, for a design whose method, points, seed and axes are set.
std::vector<std::vector<double>> design_rows(const Design& design);

/// Whether a draw changes this number: assumed, with a range.
bool varies(const NumberInfo& info);

/// The model's numbers at a point. In a design of draws, an assumed number with a range is drawn uniformly from it, or
/// log-uniformly where its range lies above zero and spans a factor of four or more, or as its `distribution` states;
/// the elements of an array share one draw. Sourced numbers stay. A function of its arguments alone.
/// @param point  0 to design.points - 1
std::vector<double> numbers_at(const Numbers& numbers, const Design& design, int point);

/// Whether the results can hold the numbers of every point.
bool is_storable(const Numbers& numbers, const Design& design);

/// The numbers that differ between points, in the order of the model's numbers.
std::vector<Number> varied_numbers(const Numbers& numbers, const Design& design);

} // namespace meam
