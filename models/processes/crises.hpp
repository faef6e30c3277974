#pragma once
// Crises: their number, how far each gets of the four counts, and their consequences.

#include "models/processes/resident_step.hpp"

#include <optional>

namespace meam {

/// Indices of the last two of the four counts: 0 happened, 1 disclosed, 2 recorded, 3 acted on.
inline constexpr int recorded = 2, acted_on = 3;

/// Address of a draw about the consequences of a point of a field. @param which  number of the draw, 0 to 7
constexpr std::uint32_t question(std::uint32_t point, std::uint32_t which)
{
    return (point ^ which << 20) & 0x7fffffffU;
}

/// A crisis to be applied to a resident.
struct CrisisEvent {
    int crisis = 0;
    NeedId cause = -1;                 ///< the need that caused the crisis; -1: none
    std::uint32_t process = 0;         ///< address of its draws
    std::uint32_t point = 0;           ///< number among the points of the week
    std::optional<bool> inappropriate; ///< the agency cannot deal with the cause; unset: by the crisis definition
};
/// Result of a crisis.
struct CrisisResult {
    int reached = 0; ///< last of the four counts reached: 0 happened … 3 acted on
    bool alive = true;
};

/// Draws the need that caused an event, with probability proportional to its part of the event's rate; -1: no need.
NeedId cause_of(const ResidentStep& m, HazardId rate, std::uint32_t process, std::uint32_t point);

/// Applies a crisis: counts it, changes stocks and applies its consequences.
CrisisResult apply_crisis(const ResidentStep& m, const CrisisEvent& it);

/// Simulates this week's crises, given the needs of this week. @return false if the resident died in a crisis
bool simulate_crises(const ResidentStep& m);

} // namespace meam
