#pragma once
// One resident in one week: what the rules of needs, crises and desks see, and where they put what happens. A moment
// touches no other resident: what is asked of services is written down and answered later.

#include "models/observation/tally.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/state/state.hpp"
#include "sim/field.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace meam {

/// What a resident asks of a desk.
struct Request {
    enum class Kind : std::uint8_t {
        join_assessment,
        join_treatment,
        leave_assessment,
        leave_treatment,
        leave_episode
    };
    Kind kind;
    std::uint8_t service;
    std::uint16_t worker;
    Waiting place;
};

/// One line of a trajectory.
struct LogLine {
    Week week;
    ResidentId resident;
    std::int16_t kind;
    std::int32_t detail;
};

/// How long somebody waited from asking to admission.
struct Wait {
    ServiceId service;
    Week weeks;
};

/// An event that something may follow.
struct Happened {
    EventId event;
    ServiceId service;   ///< where; -1: at none
    std::uint32_t which; ///< of several in one week
};

/// Index of the draw about what an event leads to, at an address of its own.
inline std::uint32_t question_of(const Model& model, EventId event, ServiceId service, std::uint32_t which)
{
    const std::uint32_t at = service >= 0 ? model.services[static_cast<std::size_t>(service)].tie_process : 0;
    return (model.event_process[static_cast<std::size_t>(event)] ^ at * 2654435761U ^ which) & 0x7fffffffU;
}

/// Hazards of one resident that were computed this week and are still valid: the same hazards decide what happens now
/// and in which week the resident is simulated next.
struct Computed {
    std::vector<Hazard> hazard; ///< by process
    ProcessSet standing;        ///< processes whose hazard is valid
    ResidentId owner = no_resident;

    /// Discards the hazards of any other resident.
    void belong_to(ResidentId id)
    {
        if (owner != id) {
            owner = id;
            standing.clear();
        }
    }
};

/// What a chunk of residents produces in a week; joined in chunk order.
struct Chunk {
    std::vector<std::int32_t> row; ///< as TallyLayout
    std::vector<Request> requests;
    std::vector<Recorded> recorded;
    std::vector<Prevented> prevented;
    std::vector<LogLine> changes;
    std::vector<ResidentId> due;       ///< who is looked at this week
    std::vector<ResidentId> unsettled; ///< who waits for a decision
    std::vector<ResidentId> shown;     ///< of whom others may see something new
    std::vector<Wait> waits;           ///< of those admitted
    std::vector<Happened> happened;    ///< to the resident at hand, and not followed up yet
    std::uint64_t overflows = 0;
    std::vector<HazardId> cut; ///< hazards that came above highest_hazard, each once
    Computed computed;

    void note_cut(HazardId hazard)
    {
        if (std::ranges::find(cut, hazard) == cut.end()) {
            cut.push_back(hazard);
        }
    }
};

/// What drives a process of a resident as things stand.
struct Drive {
    HazardId hazard = -1; ///< -1: it cannot happen now
    double multiplier = 1.0;
};

struct Moment {
    const Model& model;
    const TallyLayout& layout;
    const Tables& rules;                     ///< for this resident
    const Tables& shared;                    ///< for everyone: services' own numbers
    const std::vector<ServiceId>& answering; ///< by service: which answers for it now; -1: closed
    Key key;
    Week now;
    ResidentId id;
    Resident& resident;
    Chunk& out;
    bool log;
    Watch watch; ///< what is known of each of the resident's processes, if anything is kept

    [[nodiscard]] int level(int covariate) const { return resident.covariates[static_cast<std::size_t>(covariate)]; }
    void put(int covariate, int level) const
    {
        auto& held = resident.covariates[static_cast<std::size_t>(covariate)];
        if (held == level) {
            return;
        }
        const auto c = static_cast<std::size_t>(covariate);
        if (watch) {
            watch.moved(c, held, level, resident.anew);
            out.computed.standing -= model.affected[c];
        }
        resident.count_anew = resident.count_anew || model.observed[c];
        resident.shown_anew = resident.shown_anew || model.shown[c];
        resident.endings_anew = resident.endings_anew || model.affects_endings[c];
        held = static_cast<std::uint8_t>(level);
    }
    /// Whether anything may come of a covariate's step that was not expected before it.
    [[nodiscard]] bool may_rise(int covariate, int from, int to) const
    {
        const auto c = static_cast<std::size_t>(covariate);
        return model.affects_endings[c] || model.read_at_rest[c] || watch.may_rise(c, from, to);
    }
    [[nodiscard]] int severity(NeedId need) const
    {
        return level(model.needs[static_cast<std::size_t>(need)].severity);
    }
    [[nodiscard]] double draw(std::uint32_t process, std::uint32_t index = 0) const
    {
        return uniform(key, {id, process, static_cast<std::uint32_t>(now), index});
    }
    [[nodiscard]] bool happens(ChanceId chance, std::uint32_t process, std::uint32_t index = 0) const
    {
        return draw(process, index) < rules.chance(chance, resident.covariates);
    }
    [[nodiscard]] Hazard hazard(HazardId id_) const { return hazard(Drive{id_}); }
    [[nodiscard]] Field field(std::uint32_t process) const { return {key, id, process}; }
    /// This week's hazard of what drives a process.
    [[nodiscard]] Hazard hazard(const Drive& drive) const
    {
        if (drive.hazard < 0) {
            return 0;
        }
        const double a_week = rules.per_week(drive.hazard, resident.covariates) * drive.multiplier;
        if (a_week > highest_hazard) {
            out.note_cut(drive.hazard);
        }
        return to_hazard(a_week);
    }
    /// As hazard, for a multiplier that is a bound: a hazard that is cut there may not be cut for the resident.
    [[nodiscard]] Hazard bound(const Drive& drive) const
    {
        return drive.hazard < 0 ? 0 : to_hazard(rules.per_week(drive.hazard, resident.covariates) * drive.multiplier);
    }
    /// Whether it is known that nothing comes of a process this week.
    [[nodiscard]] bool quiet(std::size_t process, Hazard h) const { return watch && watch.quiet(process, now, h); }
    /// An engagement began or ended: doors, and how it may end, are no longer what they were at the last look.
    void doors_moved(ServiceId service) const
    {
        resident.anew |= model.opened[static_cast<std::size_t>(service)];
        out.computed.standing -= model.opened[static_cast<std::size_t>(service)];
        resident.endings_anew = true;
    }
    /// What an episode helps is no longer what it was at the last look.
    void help_moved(ServiceId service) const
    {
        resident.anew |= model.helped[static_cast<std::size_t>(service)];
        out.computed.standing -= model.helped[static_cast<std::size_t>(service)];
    }
    [[nodiscard]] bool at_liberty() const;
    [[nodiscard]] bool lives_here() const;
    /// Whether a desk of the place may see the resident.
    [[nodiscard]] bool can_come() const { return at_liberty() && lives_here(); }

    void count(std::size_t cell) const { ++out.row[cell]; }
    void note(std::int16_t kind, std::int32_t detail) const
    {
        if (log) {
            out.changes.push_back({now, id, kind, detail});
        }
    }
};

/// Whether no circumstance keeps the resident away (custody).
inline bool at_liberty(const Model& model, const Resident& resident)
{
    for (const auto& [covariate, states] : model.away) {
        if ((states >> resident.covariates[covariate] & 1U) != 0) {
            return false;
        }
    }
    return true;
}
inline bool Moment::lives_here() const
{
    return meam::lives_here(model, resident.covariates);
}
inline bool Moment::at_liberty() const
{
    return meam::at_liberty(model, resident);
}

} // namespace meam
