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

/// One way in which something may happen to a resident.
struct Process {
    HazardId hazard;
    std::uint32_t address; ///< of its field
    Quiet* quiet;          ///< what is known of it; nullptr: nothing
};

struct Moment {
    const Model& model;
    const TallyLayout& layout;
    const Tables& rules;  ///< for this resident
    const Tables& shared; ///< for everyone: services' own numbers
    const std::vector<ServiceId>& answering; ///< by service: which answers for it now; -1: closed
    Key key;
    Week now;
    ResidentId id;
    Resident& resident;
    Chunk& out;
    bool log;
    Quiet* quiet; ///< what is known of the resident's processes, by slot; nullptr: look every time
    HazardSet* dirty; ///< hazards that may have changed since the last look; with `quiet`

    [[nodiscard]] int level(int covariate) const { return resident.covariates[static_cast<std::size_t>(covariate)]; }
    void put(int covariate, int level) const
    {
        auto& held = resident.covariates[static_cast<std::size_t>(covariate)];
        if (held != level && dirty != nullptr) {
            *dirty |= model.affected[static_cast<std::size_t>(covariate)];
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
    [[nodiscard]] Process process(HazardId hazard_id, std::uint32_t address, int slot) const
    {
        return {hazard_id, address, quiet == nullptr ? nullptr : quiet + slot};
    }
    /// This week's hazard of a process.
    [[nodiscard]] Hazard hazard(const Process& p, double multiplier = 1.0) const
    {
        return to_hazard(rules.per_week(p.hazard, resident.covariates) * multiplier);
    }
    /// Whether nothing can come of a process this week, by what the last look found and because its hazard has not changed since.
    [[nodiscard]] bool calm(const Process& p) const
    {
        return p.quiet != nullptr && !dirty->test(static_cast<std::size_t>(p.hazard)) && p.quiet->until() > now;
    }
    /// Some hazards are no longer what they were at the last look.
    void doors_moved() const
    {
        resident.stale.doors = true;
        if (dirty != nullptr) {
            *dirty |= model.door_hazards;
        }
    }
    void help_moved() const
    {
        resident.stale.help = true;
        if (dirty != nullptr) {
            *dirty |= model.helped_hazards;
        }
    }
    /// The earliest event of a process this week, if any.
    [[nodiscard]] bool first(const Process& p, double multiplier, Point& point) const
    {
        if (calm(p)) {
            return false;
        }
        const Hazard h = hazard(p, multiplier);
        return h > 0 && !(p.quiet != nullptr && p.quiet->in(now, h)) && field(p.address).first_in(now, h, point);
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

/// Collects, for the calendar, the next week in which any process of a resident may have an event. The rules describe
/// each of their processes once, to a visitor: a step asks for this week's events, Look for the next ones.
class Look {
public:
    /// @param far  the last week; @param until  the next week that is already known of
    Look(const Moment& moment, Week from, Week far, Week until) : moment_(moment), from_(from), far_(far), best_(until)
    {}

    void operator()(const Process& process, Hazard hazard)
    {
        if (hazard > 0) {
            deadline(process.quiet->next(moment_.field(process.address), from_, far_, hazard));
        }
    }
    /// The same where the hazard is what it was: what was found then still holds. @return false when it says too little
    bool again(const Process& process)
    {
        if (process.quiet->until() < from_) {
            return false;
        }
        deadline(process.quiet->until());
        return true;
    }
    void deadline(Week week)
    {
        if (week < best_) {
            best_ = week < from_ ? from_ : week;
        }
    }
    [[nodiscard]] Week best() const { return best_; }

private:
    const Moment& moment_;
    Week from_, far_, best_;
};

} // namespace meam
