#include "models/world.hpp"

#include "models/circumstances/circumstances.hpp"
#include "models/crises/crises.hpp"
#include "models/needs/needs.hpp"
#include "models/population/lifecourse.hpp"
#include "models/processes.hpp"
#include "models/services/asking.hpp"
#include "models/services/episodes.hpp"
#include "models/stocks/stocks.hpp"

#include <algorithm>

namespace meam {

/// The week, in order. Nothing else in the program decides what happens when.
void World::week()
{
    set_rules();       // the rules of this week
    rank_recorded();   // who stands out by recorded demand
    welcome();         // newcomers
    wake();            // those for whom something may happen
    live();            // each resident alone: needs, home, crises, asking
    answer_requests(); // each service alone: serves its queues in a fixed order
    apply_decisions(); // trust, hope and the rest follow what happened
    observe();         // counts and costs
    ++state_.now;
    look_ahead(); // the rest sleep
}

/// One resident's week, in order.
void World::step(ResidentId id, Chunk& out)
{
    auto& resident = state_.residents[id];
    touched_in_[id] = state_.now;
    refresh(resident, id, state_.now);
    ProcessSet looking = changed_since_look(resident);
    const Quiet* known = quiet_of(id);
    for (std::size_t p = 0; p < setting_.model->processes.size(); ++p) {
        if (known[p].until() <= state_.now) {
            looking.set(p);
        }
    }
    const auto m = moment(id, out, setting_.stepping == Stepping::reference ? nullptr : &looking);
    if (!step_life(m)) {
        return;
    }
    step_needs(m);
    step_circumstances(m);
    step_stocks(m);
    if (m.at_liberty() && !arise(m)) {
        return;
    }
    ask(m);
}

/// Processes whose hazard may differ from what it was when a resident was last looked ahead for.
ProcessSet World::changed_since_look(const Resident& resident) const
{
    const auto& model = *setting_.model;
    ProcessSet changed;
    if (resident.stale.all) {
        changed.set_all();
        return changed;
    }
    if (resident.covariates != resident.looked) {
        for (std::size_t c = 0; c < model.covariates.size(); ++c) {
            if (resident.covariates[c] != resident.looked[c]) {
                changed |= model.affected[c];
            }
        }
    }
    if (resident.stale.doors) {
        changed |= model.door_processes;
    }
    if (resident.stale.help) {
        changed |= model.helped_processes;
    }
    return changed;
}

/// Looks at some processes anew, from the week that is to come, and gives the next week in which anything may come of
/// any of them: a lower bound.
Week World::look(const Moment& m, const ProcessSet& anew)
{
    Quiet* known = quiet_of(m.id);
    const auto count = setting_.model->processes.size();
    ProcessSet looking = anew;
    for (std::size_t p = 0; p < count; ++p) {
        if (known[p].until() < m.now) {
            looking.set(p);
        }
    }
    looking.each_in(0, count, [&](std::size_t p) {
        const auto& spec = setting_.model->processes[p];
        known[p].next(m.field(spec.address), m.now, setting_.horizon, m.hazard(drive_of(m, spec)));
    });
    Week next = setting_.horizon;
    for (std::size_t p = 0; p < count; ++p) {
        next = std::min(next, known[p].until());
    }
    return next;
}

/// The next week in which anything may happen to a resident.
Week World::next_week(ResidentId id)
{
    auto& resident = state_.residents[id];
    refresh(resident, id, state_.now);
    Chunk nowhere;
    const auto m = moment(id, nowhere, nullptr);
    Week next = look(m, changed_since_look(resident));
    each_ending(*setting_.model, resident, [&](HazardId hazard, std::uint32_t address, Ending ending, Engagement& e) {
        auto& known = e.quiet[static_cast<std::size_t>(ending)];
        next = std::min(next, known.next(m.field(address), m.now, setting_.horizon, m.hazard(Drive{hazard})));
    });
    for (const Week deadline :
         {next_age_band(resident, state_.now - 1), next_treatment_band(*setting_.model, resident, state_.now - 1),
          next_engagement_week(resident), next_episode_band(m, state_.now - 1)}) {
        next = std::min(next, std::max(deadline, state_.now));
    }
    resident.looked = resident.covariates;
    resident.stale = {false, false, false};
    return next;
}

/// The same after new rules changed some processes, and nothing else: earlier than before, or as before.
Week World::next_week_by(ResidentId id, const ProcessSet& changed)
{
    refresh(state_.residents[id], id, state_.now);
    Chunk nowhere;
    return std::min(state_.residents[id].next, look(moment(id, nowhere, nullptr), changed));
}

} // namespace meam
