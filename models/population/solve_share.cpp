#include "models/population/solve_share.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meam {
namespace {

constexpr double share_rounding = 1e-12; ///< smaller differences of shares come of adding up many weights
constexpr double largest_scale = 1e300;  ///< finite, so that 0 times it is 0

} // namespace

SolvedShare solve_share(const std::vector<ChanceClass>& classes, double share)
{
    SolvedShare solved;
    double all = 0.0, able = 0.0, sum = 0.0, highest = 0.0;
    double lowest = std::numeric_limits<double>::infinity(); // above 0
    for (const auto& one : classes) {
        all += one.weight;
        sum += one.weight * one.relative;
        if (one.relative > 0.0 && one.weight > 0.0) {
            able += one.weight;
            highest = std::max(highest, one.relative);
            lowest = std::min(lowest, one.relative);
        }
    }
    if (!(all > 0.0)) {
        return solved; // there are no such residents
    }
    solved.reachable = std::min(1.0, able / all);
    if (!(share > 0.0)) {
        return solved;
    }
    if (share >= solved.reachable - share_rounding) {
        solved.scale = std::min(largest_scale, 1.0 / (share * lowest));
        return solved;
    }
    const double mean = sum / all;
    solved.scale = std::abs(mean - 1.0) < share_rounding ? 1.0 : 1.0 / mean;
    // The scale only rises: each round takes out the residents whose chance is 1 and spreads the rest of the share.
    std::size_t certain_before = 0;
    while (solved.scale * share * highest > 1.0) {
        double certain_weight = 0.0, others = 0.0;
        std::size_t classes_certain = 0;
        for (const auto& one : classes) {
            if (solved.scale * share * one.relative >= 1.0) {
                certain_weight += one.weight;
                ++classes_certain;
            } else {
                others += one.weight * one.relative;
            }
        }
        if (classes_certain == certain_before || !(others > 0.0)) {
            break;
        }
        certain_before = classes_certain;
        solved.scale = std::max(solved.scale, (share * all - certain_weight) / (share * others));
    }
    return solved;
}

} // namespace meam
