#pragma once
// Definitions of residents: needs, stocks, circumstances, ties, causes of death, and the place.

#include "models/definitions/reach.hpp"
#include "models/parameters/covariates.hpp"
#include "models/parameters/hazard_rule.hpp"
#include "models/parameters/numbers.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meam {

/// Shares of residents with a need at severity emerging, established and acute [1].
using ShareBySeverity = std::array<Number, 3>;

/// Definition of a need.
struct Need {
    std::string name, label;
    input::Spot spot;
    bool meam = false;
    std::array<std::string, 3> cases;                     ///< case definitions of emerging, established, acute
    int severity = 0, ever = 0, treatment = 0, exit = 0;  ///< indices of covariates
    ShareBySeverity start;                                ///< initial shares, for all residents
    int start_by = -1;                                    ///< covariate by which initial shares differ; -1: none
    std::vector<std::optional<ShareBySeverity>> start_at; ///< by level of start_by; none: as `start`
    Number start_ever;
    std::vector<RatioSpec> start_ever_ratios; ///< factors on the odds of having had the need before the start
    HazardId onset = -1;
    std::array<HazardId, 4> worsening{-1, -1, -1, -1}; ///< by current severity
    std::array<HazardId, 4> easing{-1, -1, -1, -1};    ///< by current severity
    Number cap;                                        ///< upper limit of the treatment effect E
    int circumstance = -1;                             ///< circumstance that determines the severity; -1: none
    std::vector<std::uint8_t> severity_of_state;
    std::uint32_t worsen_process = 0, ease_process = 0, start_process = 0, ever_process = 0;
};

/// Definition of a stock. Levels are 0 to 15.
struct Stock {
    std::string name, label;
    bool block = false;
    int covariate = 0;
    std::array<Number, 5> norm; ///< by deprivation quintile [level]
    int neutral = 8;
    HazardId drift = -1;
    std::uint32_t process = 0;
};

/// Definition of a circumstance: its states, initial shares and moves.
struct Circumstance {
    std::string name, label;
    int covariate = 0;
    std::vector<std::string> states;
    int normal = 0;              ///< initial state of residents not drawn into another state
    std::vector<bool> away;      ///< by state: not at liberty
    std::vector<bool> elsewhere; ///< by state: lives elsewhere
    std::vector<Number> start;   ///< initial share by state
    int start_by = -1; ///< covariate by which initial shares differ: an attribute or an earlier circumstance; -1: none
    std::vector<std::vector<Number>> start_at; ///< by level of start_by, then state; empty: as `start`
    std::uint32_t start_process = 0;
    /// A fixed number of residents, drawn at random from `whom` at the start, who are in a state regardless of the
    /// shares. A resident is in at most one group of a circumstance.
    struct Group {
        int state;
        Number residents;
        Reach whom;
        std::uint32_t process; ///< address of its draws
    };
    std::vector<Group> groups;
    struct Move {
        int from, to;
        HazardId hazard;
        std::uint32_t process;
    };
    std::vector<Move> moves;
    EventId first_event = 0; ///< index of `move.<name>.<state 0>`; the other states follow
};

/// Initial shares by state of residents with these attributes; the others are in the normal state.
inline const std::vector<Number>& start_shares(const Circumstance& circumstance, const Covariates& at)
{
    if (circumstance.start_by < 0) {
        return circumstance.start;
    }
    const auto& own = circumstance.start_at[at[static_cast<std::size_t>(circumstance.start_by)]];
    return own.empty() ? circumstance.start : own;
}

/// Initial shares by severity that are given for residents with these attributes and circumstances. None if no shares
/// are given for their group: then the shares of all residents apply, adjusted by the need's risk factors.
inline const std::optional<ShareBySeverity>& own_start(const Need& need, const Covariates& at)
{
    static const std::optional<ShareBySeverity> none;
    return need.start_by < 0 ? none : need.start_at[at[static_cast<std::size_t>(need.start_by)]];
}

/// A kind of tie between two residents, with the properties of the partner that each is exposed to.
struct Tie {
    std::string name, label;
    Number share;        ///< share of the smaller group of eligible partners who are paired [1]
    Reach first, second; ///< eligible partners at the start
    struct Exposure {
        int of;    ///< covariate of the partner: severity of a need, or state of a circumstance
        int as;    ///< covariate set to its level at the start of each week
        int alone; ///< level of `as` without a partner
    };
    std::vector<Exposure> sees;
    std::uint32_t process = 0;
};

/// A cause of death with its hazard.
struct Death {
    std::string name, label;
    HazardId rate = -1;
    std::uint32_t process = 0;
};

/// A neighbourhood: a place, or one of several parts of a place that share services.
struct Neighbourhood {
    std::string name, label;
    int residents = 0;
    Number arrivals;
    std::vector<Number> sex, age, deprivation, aces;
    std::array<std::vector<Number>, 5> aces_by_deprivation; ///< empty: as `aces`
};

/// The place that is simulated.
struct Place {
    std::string name, label;
    int residents = 0;                ///< total of all parts
    std::vector<Neighbourhood> parts; ///< at least one
    bool one_at_a_time = false;       ///< no new request while engaged, nor in the week an engagement ends
    Number frailty_sigma;
    std::uint32_t arrival_process = 0;
    int dealt = -1; ///< covariate of an attribute assigned in exact proportion by number; -1: none
    /// Initial shares of residents with 0, 1, 2 … MEAM needs, by deprivation quintile; empty: each need is drawn
    /// independently.
    std::array<std::vector<Number>, 5> needs_at_start;

    [[nodiscard]] bool counts_needs() const { return !needs_at_start.front().empty(); }
};

} // namespace meam
