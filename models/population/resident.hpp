#pragma once
// The state of one resident.

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

/// The bit of a service in a set of services, such as `Resident::unmet`. @param service  at least 0, below
/// most_services
constexpr std::uint64_t service_bit(int service)
{
    return std::uint64_t{1} << service;
}

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
    bool retold = false;           ///< the resident repeats the history at assessment
    bool drawn = false;            ///< referred by a hub: no assessment
    std::uint8_t inexperience = 0; ///< steps of experience that the worker still lacks
    bool after_answers = false;    ///< begun after the services answered in week `asked`
    std::uint32_t tie = 0;         ///< tie-break in the queues
    Week since = 0;                ///< start of this stage
    Week due = 0;                  ///< week in which transit or parking ends
    Week asked = 0;                ///< week of the referral, for waits
    double relationship = 0.0;     ///< R at the end of week `met`
    Week met = 0;
    Week next_band = 0; ///< week in which R, if always met, is seen in another band; a lower bound
    Week last_missed = -2;
    std::array<Quiet, 4> quiet{}; ///< of its own processes: abandonment, missed, completion, drop-out
};

inline constexpr std::uint8_t no_channel = 255;

/// A purpose that no contact has resolved: contacts are repeated until one succeeds.
struct UnmetContact {
    Week until = -1;                  ///< last week in which contacts are repeated
    std::uint8_t failed = no_channel; ///< the channel that failed
    std::uint8_t contacts = 0;        ///< contacts so far, at most 255
    bool operator==(const UnmetContact&) const = default;
};

/// A resident's engagements; most residents have none. Adding an engagement invalidates references.
using Engagements = CompactVector<Engagement>;

/// Every field belongs to one of the groups of `fields_of`. Fields read in every step come first; the engagements,
/// which most residents have none of, come last.
struct Resident {
    Standing standing = Standing::not_yet;
    Standing counted_standing = Standing::not_yet;
    std::uint8_t reach = 0; ///< groups of policies that the resident is in, one bit each
    bool assessed_before = false;
    bool counts_changed = false;        ///< a covariate used to count residents has changed
    bool endings_changed = false;       ///< hazards that end engagements may have changed since the last step
    bool ties_changed = false;          ///< a covariate visible to partners has changed
    std::uint8_t stratum_needs = 0;     ///< 0, 1, 2, 3 or more MEAM needs at the branch point
    std::int16_t weeks_of_age_at_0 = 0; ///< age in week 0, as if alive then [week]
    std::uint16_t treated = 0;          ///< needs treated now or within two years, a bit each
    Week next_band_change = 0;          ///< next week in which age, treatment or a relationship enters another band
    Week next_hazard_increase =
        0; ///< next week in which such a band may raise a hazard above its bound, or changes a count
    Week arrived = 0;
    Week last_stepped = -1;        ///< last week in which the resident was stepped or a decision was applied
    Week enrolled = -1;            ///< first admission to a hub or placebo hub
    Week ended = never;            ///< week of death, or of leaving the place
    std::uint64_t written_off = 0; ///< services that make no offer, one bit each
    std::uint64_t unmet = 0;       ///< services whose last answer was a refusal or a lost referral, one bit each
    std::uint64_t unblocked = 0;   ///< services whose exclusion a budget lifted, one bit each
    ProcessSet dirty_processes;    ///< processes whose hazard bound must be recomputed
    Covariates covariates{};
    std::array<std::int8_t, most_stocks> deviation{}; ///< of each stock from its norm [level]
    std::array<std::uint16_t, most_agencies> known{}; ///< needs known to each agency, one bit each
    Covariates counted{};                             ///< covariates when last counted
    std::array<Week, most_needs> treated_since{};     ///< first week of the episode that treats the need; -1: none
    std::array<Week, most_needs> treated_until{};     ///< week the last such episode ended; -1: never
    std::uint8_t last_channel = no_channel;           ///< the channel used last
    bool last_met = false;                            ///< whether that contact succeeded
    std::array<UnmetContact, most_purposes> unmet_contacts{};
    Engagements engaged;
};

/// The fields of a resident in groups. A field without a group does not compile, so none can be missed where residents
/// are saved, restored or evicted.
template <class R> struct FieldsOf {
    R& r;

    /// Fixed by the resident's number.
    auto drawn() const { return std::tie(r.stratum_needs, r.weeks_of_age_at_0, r.arrived); }
    /// Changed by events. Age is a function of the week and is stored as a covariate; engagements are
    /// not compared.
    auto history() const
    {
        return std::tie(r.standing, r.assessed_before, r.treated, r.enrolled, r.ended, r.written_off, r.unmet,
                        r.unblocked, r.deviation, r.known, r.treated_since, r.treated_until, r.last_channel, r.last_met,
                        r.unmet_contacts);
    }
    auto covariates() const { return std::tie(r.covariates); }
    auto engagements() const { return std::tie(r.engaged); }
    /// How the resident is counted and visible to partners: current at the end of a week.
    auto counting() const
    {
        return std::tie(r.counted_standing, r.counts_changed, r.ties_changed, r.last_stepped, r.counted);
    }
    /// Derived from the other groups and the rules.
    auto derived() const
    {
        return std::tie(r.reach, r.endings_changed, r.next_band_change, r.next_hazard_increase, r.dirty_processes);
    }
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
                                                                decltype(std::declval<detail::Fields>().history()),
                                                                decltype(std::declval<detail::Fields>().covariates()),
                                                                decltype(std::declval<detail::Fields>().engagements()),
                                                                decltype(std::declval<detail::Fields>().counting()),
                                                                decltype(std::declval<detail::Fields>().derived())>,
              "each field of Resident belongs to one group of FieldsOf");

} // namespace meam
