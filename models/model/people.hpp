#pragma once
// Who lives in the place, and what they carry: needs, stocks, circumstances, ties, and what they may die of.

#include "models/model/reach.hpp"
#include "models/rules/covariates.hpp"
#include "models/rules/numbers.hpp"
#include "models/rules/rule.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meam {

/// Shares of residents with a need at emerging, established, acute.
using ShareBySeverity = std::array<Number, 3>;

struct Need {
    std::string name, label;
    input::Spot spot;
    bool meam = false;
    std::array<std::string, 3> cases;                     ///< definitions of emerging, established, acute
    int severity = 0, ever = 0, treatment = 0, exit = 0;  ///< covariates
    ShareBySeverity start;                                ///< of all residents
    int start_by = -1;                                    ///< covariate that shares at the start go by; -1: none
    std::vector<std::optional<ShareBySeverity>> start_at; ///< by its level; none: as `start`
    Number start_ever;
    std::vector<RatioSpec> start_ever_ratios; ///< what multiplies the odds of having had it before the start
    HazardId onset = -1;
    std::array<HazardId, 4> worsening{-1, -1, -1, -1}; ///< by severity now
    std::array<HazardId, 4> easing{-1, -1, -1, -1};    ///< by severity now
    Number cap;                                        ///< of the treatment effect E
    int circumstance = -1;                             ///< severity is read off it
    std::vector<std::uint8_t> severity_of_state;
    std::uint32_t worsen_process = 0, ease_process = 0, start_process = 0, ever_process = 0;
};

struct Stock {
    std::string name, label;
    bool block = false;
    int covariate = 0;
    std::array<Number, 5> norm; ///< by deprivation
    int neutral = 8;
    HazardId drift = -1;
    std::uint32_t process = 0;
};

struct Circumstance {
    std::string name, label;
    int covariate = 0;
    std::vector<std::string> states;
    int normal = 0;              ///< state of those not drawn into another at the start
    std::vector<bool> away;      ///< by state: not at liberty
    std::vector<bool> elsewhere; ///< by state: lives in another place
    std::vector<Number> start;   ///< share by state
    int start_by =
        -1; ///< covariate that shares at the start go by: an attribute, or a circumstance drawn before; -1: none
    std::vector<std::vector<Number>> start_at; ///< by its level: shares by state; empty: as `start`
    std::uint32_t start_process = 0;
    /// So many residents, drawn by lot among these, are in a state when the place begins, whatever the shares.
    struct Group {
        int state;
        Number residents;
        Reach whom;
        std::uint32_t process; ///< of its lots
    };
    std::vector<Group> groups;
    struct Move {
        int from, to;
        HazardId hazard;
        std::uint32_t process;
    };
    std::vector<Move> moves;
    EventId first_event = 0; ///< of `move.<name>.<state 0>`
};

/// Shares by state at the start, of residents with these attributes; the rest are in the normal state.
inline const std::vector<Number>& start_shares(const Circumstance& circumstance, const Covariates& at)
{
    if (circumstance.start_by < 0) {
        return circumstance.start;
    }
    const auto& own = circumstance.start_at[at[static_cast<std::size_t>(circumstance.start_by)]];
    return own.empty() ? circumstance.start : own;
}

/// Shares by severity at the start of residents with these attributes and circumstances, where they are a group's own;
/// none: the shares of all residents, made likelier by what makes the need likelier.
inline const std::optional<ShareBySeverity>& own_start(const Need& need, const Covariates& at)
{
    static const std::optional<ShareBySeverity> none;
    return need.start_by < 0 ? none : need.start_at[at[static_cast<std::size_t>(need.start_by)]];
}

/// Pairs of residents, and what each of them lives with of the other.
struct Tie {
    std::string name, label;
    Number share;        ///< of those who may be the first, as far as there are others
    Reach first, second; ///< who may be which when the place begins
    struct Exposure {
        int of;    ///< covariate of the other: a need's severity or a circumstance's state
        int as;    ///< covariate that shows it, as it stood when the week began
        int alone; ///< its level where there is nobody
    };
    std::vector<Exposure> sees;
    std::uint32_t process = 0;
};

struct Death {
    std::string name, label;
    HazardId rate = -1;
    std::uint32_t process = 0;
};

/// A place, or one of several that share services: who lives there.
struct Neighbourhood {
    std::string name, label;
    int residents = 0;
    Number arrivals;
    std::vector<Number> sex, age, deprivation, aces;
    std::array<std::vector<Number>, 5> aces_by_deprivation; ///< empty: as `aces`
};

/// All the residents that a model is of.
struct Place {
    std::string name, label;
    int residents = 0;                ///< of all its parts
    std::vector<Neighbourhood> parts; ///< one, or several
    bool one_at_a_time = false;       ///< nobody asks at a door while engaged, nor in the week in which that ended
    Number frailty_sigma;
    std::uint32_t arrival_process = 0;
    int dealt = -1; ///< covariate of the attribute that is dealt by number, not drawn
    /// Shares with 0, 1, 2 … of the needs that are counted, by deprivation; empty: each need starts by itself.
    std::array<std::vector<Number>, 5> needs_at_start;

    [[nodiscard]] bool counts_needs() const { return !needs_at_start.front().empty(); }
};

} // namespace meam
