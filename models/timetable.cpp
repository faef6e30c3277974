#include "models/world.hpp"

#include "models/circumstances/circumstances.hpp"
#include "models/crises/crises.hpp"
#include "models/needs/needs.hpp"
#include "models/population/lifecourse.hpp"
#include "models/services/asking.hpp"
#include "models/services/episodes.hpp"
#include "models/stocks/stocks.hpp"

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
    touch(id, out);
    auto& resident = state_.residents[id];
    refresh(resident, id, state_.now);
    const auto m = moment(id, out);
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

namespace {

/// Passes the processes a visitor describes on to a Look; with `only`, those of some hazards.
class Visitor {
public:
    Visitor(const Moment& moment, Look& look, const std::vector<bool>* only) : moment_(moment), look_(look), only_(only)
    {}

    template <class... Rest> void operator()(const Process& process, double multiplier, Rest&&...) const
    {
        if (only_ == nullptr || (*only_)[static_cast<std::size_t>(process.hazard)]) {
            look_(process, moment_.hazard(process, multiplier));
        }
    }

private:
    const Moment& moment_;
    Look& look_;
    const std::vector<bool>* only_;
};

} // namespace

/// The next week in which anything may happen to a resident, from the week that is to come; a lower bound.
/// @param only  look at these hazards alone (the others have not changed)
Week World::next_week(ResidentId id, const std::vector<bool>* only)
{
    Resident resident = state_.residents[id]; // as it will stand when that week begins
    refresh(resident, id, state_.now);
    Chunk nowhere;
    const auto& by_reach = version_->by_reach;
    const Moment m{*setting_.model,
                   *setting_.layout,
                   by_reach[resident.reach],
                   by_reach[0],
                   setting_.key,
                   state_.now,
                   id,
                   resident,
                   nowhere,
                   false,
                   quiet_of(id)};
    Look look(m, state_.now, setting_.horizon, only == nullptr ? setting_.horizon : resident.next);
    const Visitor visit(m, look, only);
    each_life_process(m, visit);
    each_need_process(m, visit);
    each_move_process(m, visit);
    each_stock_process(m, visit);
    each_crisis_process(m, visit);
    each_door_process(m, visit);
    each_engagement_process(m, visit);
    if (only == nullptr) {
        look.deadline(next_age_band(resident, state_.now - 1));
        look.deadline(next_treatment_band(*setting_.model, resident, state_.now - 1));
        look.deadline(next_engagement_week(resident));
        look.deadline(next_episode_band(m, state_.now - 1));
    }
    for (std::size_t i = 0; i < resident.engagements; ++i) {
        state_.residents[id].engaged[i].quiet = resident.engaged[i].quiet;
    }
    return look.best();
}

} // namespace meam
