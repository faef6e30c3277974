#pragma once
// How far a covariate that moves can move hazards, without computing one: the logarithms of the ratios of all
// processes, by covariate and level. They only say which hazards must be computed anew; no result rests on them.

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

/// Processes in columns: whole lanes, one at least, though nothing may ever happen.
constexpr std::size_t padded(std::size_t processes)
{
    return (std::max<std::size_t>(processes, 1) + lanes::count - 1) / lanes::count * lanes::count;
}

class Shifts {
public:
    static constexpr double per_octave = 512.0;

    Shifts(const Model& model, const Tables& tables);

    /// Processes whose hazard must be computed anew when the covariate moves: what is added, switched on or off, or
    /// too steep for a shift.
    [[nodiscard]] const ProcessSet& anew(std::size_t covariate) const { return anew_[covariate]; }
    /// Logarithm of the ratio of each process at a level, rounded [1/512 octave], padded to whole blocks; empty where
    /// the covariate shifts nothing.
    [[nodiscard]] std::span<const std::int16_t> at(std::size_t covariate, int level) const
    {
        const auto first = first_row_[covariate];
        return first < 0 ? std::span<const std::int16_t>{}
                         : std::span(rows_).subspan(
                               (static_cast<std::size_t>(first) + static_cast<std::size_t>(level)) * width_, width_);
    }
    /// Whether a hazard may be higher at a level of the covariate than at another.
    [[nodiscard]] bool may_rise(std::size_t covariate, int from, int to) const
    {
        return to >= most_followed || from >= most_followed ||
               (rises_[covariate][static_cast<std::size_t>(from)] >> to & 1U) != 0;
    }
    /// What roundings may add up to for a process [1/512 octave].
    [[nodiscard]] int margin(std::size_t process) const { return margin_[process]; }

    bool operator==(const Shifts&) const = default;

private:
    static constexpr int most_followed = 16; ///< levels whose steps are told apart
    using Rises = std::array<std::uint16_t, most_followed>;

    [[nodiscard]] static Rises rises_of(const Model& model, const Tables& tables, std::size_t covariate);

    std::size_t width_;
    std::vector<ProcessSet> anew_;        ///< by covariate
    std::vector<std::int32_t> first_row_; ///< by covariate: of its levels; -1: none
    std::vector<std::int16_t> rows_;
    std::vector<std::int16_t> margin_; ///< by process
    std::vector<Rises> rises_;         ///< by covariate and level: levels at which a hazard may be higher, a bit each
};

} // namespace meam
