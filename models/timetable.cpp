#include "models/world.hpp"

#include "models/circumstances/circumstances.hpp"
#include "models/crises/crises.hpp"
#include "models/needs/needs.hpp"
#include "models/population/lifecourse.hpp"
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
    HazardSet dirty = changed_since_look(resident);
    const auto m = moment(id, out, &dirty);
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

/// Hazards that may differ from what they were when a resident was last looked ahead for.
HazardSet World::changed_since_look(const Resident& resident) const
{
    const auto& model = *setting_.model;
    HazardSet changed;
    if (resident.stale.all) {
        return changed.set();
    }
    if (resident.covariates != resident.looked) {
        for (std::size_t c = 0; c < model.covariates.size(); ++c) {
            if (resident.covariates[c] != resident.looked[c]) {
                changed |= model.affected[c];
            }
        }
    }
    if (resident.stale.doors) {
        changed |= model.door_hazards;
    }
    const auto last = resident.engaged.begin() + resident.engagements;
    if (resident.stale.help ||
        std::any_of(resident.engaged.begin(), last, [](const Engagement& e) { return e.stage == Stage::in_treatment; })) {
        changed |= model.helped_hazards; // a relationship may have moved on
    }
    return changed;
}

namespace {

/// Passes the processes a visitor describes on to a Look.
class Visitor {
public:
    /// @param only  hazards to look at; the others are passed over, or known where `again` allows
    Visitor(const Moment& moment, Look& look, const HazardSet& only, bool again)
        : moment_(moment), look_(look), only_(only), again_(again)
    {}

    template <class... Rest> void operator()(const Process& process, double multiplier, Rest&&...) const
    {
        if (!only_.test(static_cast<std::size_t>(process.hazard)) && (!again_ || look_.again(process))) {
            return;
        }
        look_(process, moment_.hazard(process, multiplier));
    }

private:
    const Moment& moment_;
    Look& look_;
    const HazardSet& only_;
    bool again_;
};

void visit_all(const Moment& m, const Visitor& visit)
{
    each_life_process(m, visit);
    each_need_process(m, visit);
    each_move_process(m, visit);
    each_stock_process(m, visit);
    each_crisis_process(m, visit);
    each_door_process(m, visit);
    each_engagement_process(m, visit);
}

} // namespace

/// The next week in which anything may happen to a resident, from the week that is to come; a lower bound.
Week World::next_week(ResidentId id)
{
    auto& resident = state_.residents[id];
    refresh(resident, id, state_.now);
    Chunk nowhere;
    HazardSet dirty = changed_since_look(resident);
    const auto m = moment(id, nowhere, &dirty);
    Look look(m, state_.now, setting_.horizon, setting_.horizon);
    visit_all(m, Visitor(m, look, dirty, true));
    look.deadline(next_age_band(resident, state_.now - 1));
    look.deadline(next_treatment_band(*setting_.model, resident, state_.now - 1));
    look.deadline(next_engagement_week(resident));
    look.deadline(next_episode_band(m, state_.now - 1));
    resident.looked = resident.covariates;
    resident.stale = {false, false, false};
    return look.best();
}

/// The same after some hazards changed by new rules, and nothing else: earlier than before, or as before.
Week World::next_week_by(ResidentId id, const HazardSet& changed)
{
    auto& resident = state_.residents[id];
    refresh(resident, id, state_.now);
    Chunk nowhere;
    HazardSet all = changed;
    const auto m = moment(id, nowhere, &all);
    Look look(m, state_.now, setting_.horizon, resident.next);
    visit_all(m, Visitor(m, look, changed, false));
    return look.best();
}

} // namespace meam
