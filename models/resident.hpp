#pragma once
// One resident: what a life has made of somebody so far.

#include "models/process_set.hpp"
#include "models/rules/covariates.hpp"
#include "sim/field.hpp"
#include "sim/short_lists.hpp"
#include "sim/time.hpp"

#include <array>
#include <cstdint>

namespace meam {

using ResidentId = std::uint32_t;

inline constexpr std::size_t most_needs = 16;
inline constexpr std::size_t most_stocks = 32;
inline constexpr std::size_t most_circumstances = 16;
inline constexpr std::size_t most_agencies = 24;
inline constexpr std::size_t most_crises = 255;
inline constexpr std::size_t most_engagements = 20;
inline constexpr std::size_t most_services = 64;
inline constexpr std::size_t most_ties = 4;
inline constexpr ResidentId no_resident = ~ResidentId{0};
inline constexpr std::size_t most_channels = 32;
inline constexpr std::size_t most_purposes = 8;
inline constexpr std::size_t most_counted = 16; ///< outcomes of a file's own

/// No week of any run.
inline constexpr Week never = 1 << 28;

enum class Standing : std::uint8_t { not_yet, present, dead, departed };

enum class Stage : std::uint8_t { none, transit, waiting_assessment, waiting_treatment, in_treatment, parked };

/// One engagement with one service: a referral on its way, a queue place, an episode, or being parked.
struct Engagement {
    std::uint8_t service = 0;
    Stage stage = Stage::none;
    std::uint8_t priority = 1; ///< 0 first
    std::uint8_t missed = 0;   ///< appointments missed in a row
    std::uint16_t worker = 0;
    bool retold = false;       ///< the story will be told again at assessment
    bool drawn = false;        ///< brought in by a hub: no assessment
    std::uint8_t newness = 0;  ///< steps that the worker is from being an old hand
    std::uint32_t tie = 0;     ///< tie-break in the queues
    Week since = 0;            ///< of this stage
    Week due = 0;              ///< transit arrives, parking ends
    Week asked = 0;            ///< when it began, for waits
    double relationship = 0.0; ///< R at the end of week `met`
    Week met = 0;
    Week next_band = 0; ///< week in which R, if always met, is seen in another band; a lower bound
    Week last_missed = -2;
    std::array<Quiet, 4> quiet{}; ///< of its own processes: abandonment, missed, completion, drop-out
};

inline constexpr std::uint8_t no_channel = 255;

/// A want that a contact did not meet: it comes back, and keeps its lineage.
struct Want {
    Week until = -1;                  ///< last week in which it stands
    std::uint8_t failed = no_channel; ///< the channel that did not meet it
    std::uint8_t contacts = 0;        ///< of its lineage so far, at most 255
    bool operator==(const Want&) const = default;
};

/// A resident's engagements: most have none, and take no room for any. References do not outlive another's beginning.
using Engagements = CompactVector<Engagement>;

/// What is read at every look stands first; the engagements, which most residents have none of, last.
struct Resident {
    Standing standing = Standing::not_yet;
    Standing counted_standing = Standing::not_yet;
    std::uint8_t reach = 0; ///< which reaches cover the resident, a bit each
    bool assessed_before = false;
    bool count_anew = false;            ///< something residents are counted by has moved
    bool endings_anew = false;          ///< the hazards of engagements' endings may have moved since last looked at
    bool shown_anew = false;            ///< something that those see who are tied to the resident has moved
    std::uint8_t stratum_needs = 0;     ///< 0, 1, 2, 3 or more MEAM needs at the branch point
    std::int16_t weeks_of_age_at_0 = 0; ///< age in week 0, as if alive then [week]
    std::uint16_t treated = 0;          ///< needs treated now or within two years, a bit each
    Week settled_until = 0; ///< week in which age, treatment or a relationship enters another band by itself
    Week stirred_by = 0;    ///< week in which such a band may raise a hazard over what is expected, or moves a count
    Week arrived = 0;
    Week touched_in = -1;          ///< last week in which the resident lived through it or was decided on
    Week enrolled = -1;            ///< first admission to a hub or placebo hub
    Week ended = never;            ///< week of death, or of leaving the place
    std::uint64_t written_off = 0; ///< services that make no offer, a bit each
    std::uint64_t unmet = 0;       ///< services that last refused or lost, a bit each
    std::uint64_t unblocked = 0;   ///< services whose exclusion a budget opened
    ProcessSet anew;               ///< processes whose hazards may have risen since last looked at
    Covariates covariates{};
    std::array<std::int8_t, most_stocks> deviation{}; ///< of each stock from its norm [level]
    std::array<std::uint16_t, most_agencies> known{}; ///< needs known to each agency, a bit each
    Covariates counted{};                             ///< covariates when last counted
    std::array<Week, most_needs> treated_since{};     ///< first week of the episode that treats the need; -1: none
    std::array<Week, most_needs> treated_until{};     ///< week the last such episode ended; -1: never
    std::uint8_t last_channel = no_channel;           ///< where the resident turned last
    bool last_met = false;                            ///< whether that helped
    std::array<Want, most_purposes> wants{};
    Engagements engaged;
};

} // namespace meam
