#pragma once
// One resident: what a life has made of somebody so far.

#include "models/parameters/covariates.hpp"
#include "models/parameters/process_set.hpp"
#include "sim/field.hpp"
#include "sim/fields.hpp"
#include "sim/short_lists.hpp"
#include "sim/time.hpp"

#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

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

/// Every field belongs to one of the groups of `fields_of`. What is read at every look stands first; the engagements,
/// which most residents have none of, last.
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

/// The fields of a resident by what they are, so that a new field cannot be forgotten where residents are saved,
/// restored or evicted: it does not compile until it has a group.
template <class R> struct FieldsOf {
    R& r;

    /// Who the resident is: a function of the resident's number.
    auto drawn() const { return std::tie(r.stratum_needs, r.weeks_of_age_at_0, r.arrived); }
    /// What happened to the resident. Age is a function of the week and apart from that a covariate; an engagement is
    /// not compared.
    auto lived() const
    {
        return std::tie(r.standing, r.assessed_before, r.treated, r.enrolled, r.ended, r.written_off, r.unmet,
                        r.unblocked, r.deviation, r.known, r.treated_since, r.treated_until, r.last_channel, r.last_met,
                        r.wants);
    }
    auto covariates() const { return std::tie(r.covariates); }
    auto engagements() const { return std::tie(r.engaged); }
    /// How the resident is counted and shown to others: up to date when the week is over.
    auto counting() const { return std::tie(r.counted_standing, r.count_anew, r.shown_anew, r.touched_in, r.counted); }
    /// Computed from the others and the rules.
    auto derived() const { return std::tie(r.reach, r.endings_anew, r.settled_until, r.stirred_by, r.anew); }
};

template <class R> FieldsOf<R> fields_of(R& resident)
{
    return {resident};
}

namespace detail {
template <class... Groups> constexpr std::size_t fields_in = (std::tuple_size_v<Groups> + ...);
using Fields = FieldsOf<Resident>;
} // namespace detail

static_assert(number_of_fields<Resident>() == detail::fields_in<decltype(std::declval<detail::Fields>().drawn()),
                                                                decltype(std::declval<detail::Fields>().lived()),
                                                                decltype(std::declval<detail::Fields>().covariates()),
                                                                decltype(std::declval<detail::Fields>().engagements()),
                                                                decltype(std::declval<detail::Fields>().counting()),
                                                                decltype(std::declval<detail::Fields>().derived())>,
              "each field of Resident stands in one group of FieldsOf");

} // namespace meam
