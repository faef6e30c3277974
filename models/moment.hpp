#pragma once
// One resident in one week: what the rules of needs, crises and desks see, and where they put what happens. A moment
// touches no other resident: what is asked of services is written down and answered later.

#include "models/observation/tally.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/state.hpp"
#include "sim/field.hpp"

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

/// What a chunk of residents produces in a week; joined in chunk order.
struct Chunk {
    std::vector<std::int32_t> row; ///< as TallyLayout
    std::vector<Request> requests;
    std::vector<Recorded> recorded;
    std::vector<LogLine> changes;
    std::uint64_t overflows = 0;
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
    Quiet* quiet;        ///< what is known of each of the resident's processes; nullptr: nothing, look every time
    ProcessSet* looking; ///< processes of which something may come this week; nullptr: all of them

    [[nodiscard]] int level(int covariate) const { return resident.covariates[static_cast<std::size_t>(covariate)]; }
    void put(int covariate, int level) const
    {
        auto& held = resident.covariates[static_cast<std::size_t>(covariate)];
        if (held != level && looking != nullptr) {
            *looking |= model.affected[static_cast<std::size_t>(covariate)];
        }
        held = static_cast<std::uint8_t>(level);
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
    [[nodiscard]] Hazard hazard(HazardId id_) const { return rules.hazard(id_, resident.covariates); }
    [[nodiscard]] Field field(std::uint32_t process) const { return {key, id, process}; }
    /// This week's hazard of what drives a process.
    [[nodiscard]] Hazard hazard(const Drive& drive) const
    {
        return drive.hazard < 0 ? 0 : to_hazard(rules.per_week(drive.hazard, resident.covariates) * drive.multiplier);
    }
    /// The earliest event this week, if any, of the field at `address`. @param known  what is known of it, or nullptr
    [[nodiscard]] bool first(const Drive& drive, std::uint32_t address, const Quiet* known, Point& point) const
    {
        const Hazard h = hazard(drive);
        return h > 0 && !(known != nullptr && known->in(now, h)) && field(address).first_in(now, h, point);
    }
    [[nodiscard]] bool first(const Drive& drive, std::size_t process, Point& point) const
    {
        return first(drive, model.processes[process].address, quiet == nullptr ? nullptr : quiet + process, point);
    }
    /// Doors, or what an episode helps, are no longer what they were at the last look.
    void doors_moved() const
    {
        resident.stale.doors = true;
        if (looking != nullptr) {
            *looking |= model.door_processes;
        }
    }
    void help_moved() const
    {
        resident.stale.help = true;
        if (looking != nullptr) {
            *looking |= model.helped_processes;
        }
    }
    [[nodiscard]] bool at_liberty() const;

    void count(std::size_t cell) const { ++out.row[cell]; }
    void note(std::int16_t kind, std::int32_t detail) const
    {
        if (log) {
            out.changes.push_back({now, id, kind, detail});
        }
    }
};

/// Whether no circumstance keeps the resident away (custody).
bool at_liberty(const Model& model, const Resident& resident);
inline bool Moment::at_liberty() const
{
    return meam::at_liberty(model, resident);
}

} // namespace meam
