#pragma once
// One resident in one week: what rules read, and where they record what happens. A step
// changes no other resident: requests to services are recorded and answered later.

#include "models/observation/tally.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/state/state.hpp"
#include "sim/field.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace meam {

/// A resident's request to a service.
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

/// A wait from referral to admission.
struct Wait {
    ServiceId service;
    Week weeks;
};

/// An event that may trigger sequels.
struct Happened {
    EventId event;
    ServiceId service;   ///< service at which it happened; -1: none
    std::uint32_t which; ///< distinguishes several in one week
};

/// Index of the draw for the consequences of an event.
inline std::uint32_t draw_index(const Model& model, EventId event, ServiceId service, std::uint32_t which)
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
    std::vector<ResidentId> due;       ///< residents due this week
    std::vector<ResidentId> unsettled; ///< residents waiting for a decision
    std::vector<ResidentId> shown;     ///< residents whose visible state changed
    std::vector<Wait> waits;           ///< waits of residents admitted
    std::vector<Happened> happened;    ///< events of the current resident whose sequels are pending
    std::uint64_t overflows = 0;
    bool services_answered = false; ///< this week: no decision is about an engagement that begins now
    std::vector<HazardId> cut;      ///< hazards that came above highest_hazard, each once
    Computed computed;

    void note_cut(HazardId hazard)
    {
        if (std::ranges::find(cut, hazard) == cut.end()) {
            cut.push_back(hazard);
        }
    }
};

/// Hazard of a process of a resident in the current state.
struct Drive {
    HazardId hazard = -1; ///< -1: impossible now
    double multiplier = 1.0;
};

struct ResidentStep {
    const Model& model;
    const TallyLayout& layout;
    const Tables& rules;                     ///< rules for this resident
    const Tables& shared;                    ///< rules for all: the numbers of services
    const std::vector<ServiceId>& answering; ///< by service: the service that answers for it now; -1: closed
    Key key;
    Week now;
    ResidentId id;
    Resident& resident;
    Chunk& out;
    bool log;
    HazardBounds watch; ///< hazard bounds of the resident; none in reference stepping

    [[nodiscard]] int level(int covariate) const { return resident.covariates[static_cast<std::size_t>(covariate)]; }
    void put(int covariate, int level) const
    {
        auto& held = resident.covariates[static_cast<std::size_t>(covariate)];
        if (held == level) {
            return;
        }
        const auto c = static_cast<std::size_t>(covariate);
        if (watch) {
            watch.moved(c, held, level, resident.dirty_processes);
            out.computed.standing -= model.depends.affected[c];
        }
        resident.counts_changed = resident.counts_changed || model.depends.observed[c];
        resident.ties_changed = resident.ties_changed || model.depends.shown[c];
        resident.endings_changed = resident.endings_changed || model.depends.affects_endings[c];
        held = static_cast<std::uint8_t>(level);
    }
    /// Whether a covariate's change may cause an event that is not scheduled.
    [[nodiscard]] bool may_rise(int covariate, int from, int to) const
    {
        const auto c = static_cast<std::size_t>(covariate);
        return model.depends.affects_endings[c] || model.depends.read_at_rest[c] || watch.may_rise(c, from, to);
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
    /// This week's hazard of a process.
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
    /// Whether the bounds exclude an event of a process this week.
    [[nodiscard]] bool quiet(std::size_t process, Hazard h) const { return watch && watch.quiet(process, now, h); }
    /// Invalidates the hazards that depend on the engagement with a service, after it began or ended.
    void engagement_changed(ServiceId service) const
    {
        resident.dirty_processes |= model.depends.opened[static_cast<std::size_t>(service)];
        out.computed.standing -= model.depends.opened[static_cast<std::size_t>(service)];
        resident.endings_changed = true;
    }
    /// Invalidates the hazards that an episode speeds up.
    void help_changed(ServiceId service) const
    {
        resident.dirty_processes |= model.depends.helped[static_cast<std::size_t>(service)];
        out.computed.standing -= model.depends.helped[static_cast<std::size_t>(service)];
    }
    [[nodiscard]] bool at_liberty() const;
    [[nodiscard]] bool lives_here() const;
    /// Whether the resident can use services of the place.
    [[nodiscard]] bool can_come() const { return at_liberty() && lives_here(); }

    void count(std::size_t cell) const { ++out.row[cell]; }
    void note(std::int16_t kind, std::int32_t detail) const
    {
        if (log) {
            out.changes.push_back({now, id, kind, detail});
        }
    }
};

/// Whether the resident is at liberty: in no circumstance such as custody.
inline bool at_liberty(const Model& model, const Resident& resident)
{
    for (const auto& [covariate, states] : model.residence.away) {
        if ((states >> resident.covariates[covariate] & 1U) != 0) {
            return false;
        }
    }
    return true;
}
inline bool ResidentStep::lives_here() const
{
    return meam::lives_here(model, resident.covariates);
}
inline bool ResidentStep::at_liberty() const
{
    return meam::at_liberty(model, resident);
}

} // namespace meam
