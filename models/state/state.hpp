#pragma once
// The state that changes from week to week. It consists of plain values: a copy of a State is a branch.

#include "models/definitions/model.hpp"
#include "models/state/event_schedule.hpp"
#include "models/state/residents.hpp"
#include "sim/time.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace meam {

/// A position in a queue. Order: priority, week of joining, tie-break, resident.
struct Waiting {
    std::uint8_t priority;
    Week since;
    std::uint32_t tie;
    ResidentId resident;
    auto operator<=>(const Waiting&) const = default;
};

/// The state of one service.
struct Desk {
    std::vector<Waiting> assessment; ///< queue for assessment, sorted
    std::vector<Waiting> treatment;
    /// Residents whom a closure turned out of the queue for assessment, and of that for treatment. They are counted as
    /// waiting until they join a queue of the service again, give up, die, leave the place or go into custody.
    std::array<std::vector<ResidentId>, 2> turned_out;
    std::vector<ResidentId> inside;   ///< residents in an episode, sorted
    std::vector<std::uint16_t> cases; ///< by worker: number of residents
    std::vector<Week> vacant_until;   ///< by worker: week in which the post is filled again; missing: filled
    std::vector<Week> new_until;      ///< by worker: week in which a new worker is fully experienced; missing: not new
    double assessment_credit = 0.0;
    double supply_credit = 0.0;
    double budget_credit = 0.0; ///< money left for unblocking [GBP]
    double volunteers = 0.0;    ///< this week [worker]
    bool was_open = true;
    bool turnover_cut = false;           ///< the hazard that workers leave came above highest_hazard
    std::vector<std::uint16_t> blockers; ///< by service: number of recorded unblockings
    std::uint64_t learned = 0;           ///< services whose exclusion has been removed for all, one bit each
};

/// The counts of a trigger in past weeks, and the week in which it ceases to apply.
struct Counting {
    struct Counts {
        std::int64_t counted, of;
    };
    std::vector<Counts> weeks; ///< since scenarios branched
    Week until = -1;           ///< first week in which the trigger no longer applies
};

/// A recorded crisis of a resident, as evaluators and outreach observe it.
struct Recorded {
    Week week;
    ResidentId resident;
    std::uint8_t crisis;
    bool inappropriate;
};

/// A recorded preventative event of a resident; used for the reactive share.
struct Prevented {
    Week week;
    ResidentId resident;
    int agency;
};

/// The state of a simulated place in week `now`.
struct State {
    Week now = 0;
    Residents residents;              ///< by number
    EventSchedule schedule;           ///< week of each resident's next step
    std::vector<Desk> desks;          ///< by service
    std::vector<Recorded> recorded;   ///< in order of week, then resident
    std::vector<Prevented> prevented; ///< in the same order; empty if no outreach ranks by reactive share
    std::vector<std::vector<ResidentId>>
        tied;                    ///< by tie, then resident: the partner, or no_resident; without newcomers
    ResidentId arrived = 0;      ///< number of residents so far; their numbers are below it
    std::uint64_t overflows = 0; ///< engagements that exceeded the limit per resident: must remain 0
    std::vector<HazardId> cut;   ///< hazards that came above highest_hazard for a resident, each once
};

} // namespace meam
