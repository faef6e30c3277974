#pragma once
// What a week changes. Plain values: a copy of a State is a branch of history.

#include "models/agenda.hpp"
#include "models/model.hpp"
#include "models/residents.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace meam {

struct Waiting {
    std::uint8_t priority;
    Week since;
    std::uint32_t tie;
    ResidentId resident;
    auto operator<=>(const Waiting&) const = default;
};

/// One service in one place.
struct Desk {
    std::vector<Waiting> assessment; ///< sorted: priority, week of arrival, tie-break
    std::vector<Waiting> treatment;
    std::vector<ResidentId> inside;   ///< in an episode, sorted
    std::vector<std::uint16_t> cases; ///< by worker
    std::vector<Week> vacant_until;   ///< by worker: the first week in which the post is filled again; absent: it is
    std::vector<Week> new_until; ///< by worker: the first week in which who fills it is new no longer; absent: none
    double assessment_credit = 0.0;
    double supply_credit = 0.0;
    double budget_credit = 0.0; ///< of unblocking [GBP]
    double volunteers = 0.0;    ///< this week [worker]
    bool was_open = true;
    std::vector<std::uint16_t> blockers; ///< by service: unblockings recorded
    std::uint64_t learned = 0;           ///< services whose exclusion has been removed for all
};

/// What a trigger has counted of the last weeks, and until when it holds.
struct Counting {
    struct Counts {
        std::int64_t counted, of;
    };
    std::vector<Counts> weeks; ///< since scenarios parted
    Week until = -1;           ///< first week in which it holds no longer
};

/// One recorded crisis of one resident: what evaluators and targeting may see.
struct Recorded {
    Week week;
    ResidentId resident;
    std::uint8_t crisis;
    bool inappropriate;
};

/// One recorded event of one resident that prevents crises: what a reactive share is told by.
struct Prevented {
    Week week;
    ResidentId resident;
    int agency;
};

struct State {
    Week now = 0;
    Residents residents;              ///< by number
    Agenda agenda;                    ///< when each is looked at next
    std::vector<Desk> desks;          ///< by service
    std::vector<Recorded> recorded;   ///< in order of week, then resident
    std::vector<Prevented> prevented; ///< the same; empty where nobody ranks by share
    std::vector<std::vector<ResidentId>>
        tied;                    ///< by tie, then resident: to whom; no_resident: to none. Newcomers are not in it
    ResidentId arrived = 0;      ///< residents that have arrived so far: numbers below
    std::uint64_t overflows = 0; ///< engagements that found no room: must stay 0
};

} // namespace meam
