#pragma once
// How far a covariate that moves can move hazards, without computing one. Where it multiplies, by the logarithms of the
// ratios of all processes; where it adds, or opens a door, by the processes that may rise with each of its steps. They
// only say which hazards must be computed anew; no result rests on them.

#include "models/process_set.hpp"
#include "models/rules/rule.hpp"
#include "sim/lanes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace meam {

struct Model;
struct ProcessSpec;

/// Processes in columns: whole lanes, one at least, though nothing may ever happen.
constexpr std::size_t padded(std::size_t processes)
{
    return (std::max<std::size_t>(processes, 1) + lanes::count - 1) / lanes::count * lanes::count;
}

class Shifts {
public:
    static constexpr double per_octave = 512.0;

    Shifts(const Model& model, const Tables& tables);

    /// Processes whose hazard must be computed anew when a covariate steps from one level to another: it may rise by
    /// what is added or is too steep for a shift, or it is switched on or off. One that can only fall stays under its
    /// bound.
    [[nodiscard]] const ProcessSet& anew(std::size_t covariate, int from, int to) const
    {
        return steps_[covariate].anew[static_cast<std::size_t>(from * steps_[covariate].levels + to)];
    }
    /// Logarithm of the ratio of each process at a level, rounded [1/512 octave], padded to whole blocks; empty where
    /// the covariate shifts nothing.
    [[nodiscard]] std::span<const std::int16_t> at(std::size_t covariate, int level) const
    {
        const auto first = steps_[covariate].first_row;
        return first < 0 ? std::span<const std::int16_t>{}
                         : std::span(rows_).subspan(
                               (static_cast<std::size_t>(first) + static_cast<std::size_t>(level)) * width_, width_);
    }
    /// Whether any hazard may be higher at a level of the covariate than at another.
    [[nodiscard]] bool may_rise(std::size_t covariate, int from, int to) const
    {
        return steps_[covariate].rises[static_cast<std::size_t>(from * steps_[covariate].levels + to)];
    }
    /// What roundings may add up to for a process [1/512 octave].
    [[nodiscard]] int margin(std::size_t process) const { return margin_[process]; }

    bool operator==(const Shifts&) const = default;

private:
    /// Of a covariate that may move; by step, from * levels + to.
    struct Steps {
        int levels = 0;
        std::int32_t first_row = -1; ///< of its levels; -1: none
        std::vector<ProcessSet> anew{};
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
