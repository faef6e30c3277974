#pragma once
// Crises: how many, which of the four counts each reaches, what follows.

#include "models/moment.hpp"

#include <optional>

namespace meam {

/// How far a crisis gets, of the four counts: happened, disclosed, recorded, acted on.
inline constexpr int recorded = 2, acted_on = 3;

/// Index of one of the draws about what happens at a point of a field. @param which  0 to 7
constexpr std::uint32_t question(std::uint32_t point, std::uint32_t which)
{
    return (point ^ which << 20) & 0x7fffffffU;
}

/// A crisis as it befalls a resident.
struct Befalling {
    int crisis = 0;
    NeedId cause = -1;                 ///< the need behind it; -1: none
    std::uint32_t process = 0;         ///< address of its draws,
    std::uint32_t point = 0;           ///< and which of the week's it is
    std::optional<bool> inappropriate; ///< whether the agency can meet it not; unset: as the crisis says, by cause
};
struct Befallen {
    int reached = 0; ///< 0 happened .. 3 acted on
    bool alive = true;
};

/// The need that caused an event, each in proportion to what it adds to the event's rate; -1: none of them.
NeedId cause_of(const Moment& m, HazardId rate, std::uint32_t process, std::uint32_t point);

/// Counts it, lets stocks respond, and lets follow what follows.
Befallen befall(const Moment& m, const Befalling& it);

/// This week's crises, with the needs of this week. @return false when the resident died of one
bool arise(const Moment& m);

} // namespace meam
