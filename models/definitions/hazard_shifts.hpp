#pragma once
// Bounds on the effect of covariate changes on hazards, without computing the hazards. Where a covariate multiplies
// hazards: the logarithms of the ratios of all processes. Where it adds, or makes a process possible: the processes
// whose hazard may rise with each step. They determine only which hazards must be recomputed; results do not depend on
// them.

#include "models/parameters/hazard_rule.hpp"
#include "models/parameters/process_set.hpp"
#include "sim/lanes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace meam {

struct Model;
struct ProcessSpec;

/// Number of columns for so many processes: rounded up to whole lanes, at least one lane.
constexpr std::size_t padded(std::size_t processes)
{
    return (std::max<std::size_t>(processes, 1) + lanes::count - 1) / lanes::count * lanes::count;
}

class Shifts {
public:
    static constexpr double per_octave = 512.0;

    Shifts(const Model& model, const Tables& tables);

    /// Processes whose hazard must be recomputed when a covariate changes level: the step may add to the hazard or make
    /// the process possible or impossible, or the ratio is too large for a shift. A hazard that can only fall remains
    /// below its bound.
    [[nodiscard]] const ProcessSet& dirty(std::size_t covariate, int from, int to) const
    {
        return steps_[covariate].dirty[static_cast<std::size_t>(from * steps_[covariate].levels + to)];
    }
    /// Logarithm of the ratio of each process at a level, rounded [1/512 octave], padded to whole lanes; empty if the
    /// covariate multiplies no hazard.
    [[nodiscard]] std::span<const std::int16_t> at(std::size_t covariate, int level) const
    {
        const auto first = steps_[covariate].first_row;
        return first < 0 ? std::span<const std::int16_t>{}
                         : std::span(rows_).subspan(
                               (static_cast<std::size_t>(first) + static_cast<std::size_t>(level)) * width_, width_);
    }
    /// Whether any hazard may be higher at level `to` of the covariate than at level `from`.
    [[nodiscard]] bool may_rise(std::size_t covariate, int from, int to) const
    {
        return steps_[covariate].rises[static_cast<std::size_t>(from * steps_[covariate].levels + to)];
    }
    /// Upper bound of the accumulated rounding error of a process [1/512 octave].
    [[nodiscard]] int margin(std::size_t process) const { return margin_[process]; }

    bool operator==(const Shifts&) const = default;

private:
    /// Effects of the steps of one covariate, by from * levels + to.
    struct Steps {
        int levels = 0;
        std::int32_t first_row = -1; ///< index of the first row of its levels; -1: none
        std::vector<ProcessSet> dirty{};
        std::vector<bool> rises{};
        bool operator==(const Steps&) const = default;
    };
    [[nodiscard]] static std::vector<bool> rises(const Model& model, const Tables& tables, const ProcessSpec& process,
                                                 int covariate);

    std::size_t width_;
    std::vector<Steps> steps_; ///< by covariate
    std::vector<std::int16_t> rows_;
    std::vector<std::int16_t> margin_; ///< by process
};

} // namespace meam
