#include "models/simulation/world.hpp"

#include "models/processes/circumstances.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/contacts.hpp"
#include "models/processes/crises.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/life_course.hpp"
#include "models/processes/needs.hpp"
#include "models/processes/processes.hpp"
#include "models/processes/stocks.hpp"

#include <algorithm>

namespace meam {

namespace {

/// @return false when the resident is there no more
bool live_through(const Moment& m)
{
    const bool was_engaged = m.model.place.one_at_a_time && engaged(m.model, m.resident);
    if (!step_life(m)) {
        return false;
    }
    step_needs(m);
    step_circumstances(m);
    step_stocks(m);
    if (m.at_liberty() && !arise(m)) {
        return false;
    }
    if (m.at_liberty() && !turn_to_somebody(m)) {
        return false;
    }
    ask(m, was_engaged);
    return true;
}

} // namespace

/// The week, in order. Nothing else in the program decides what happens when.
void World::week()
{
    state_.residents.now = state_.now;
    set_rules();       // the rules of this week
    rank_recorded();   // who stands out by recorded demand
    welcome();         // newcomers
    expose();          // what residents see of those whom they are tied to
    live();            // each resident for whom something may happen, alone: needs, home, crises, asking
    answer_requests(); // each service alone: serves its queues in a fixed order
    apply_decisions(); // trust, hope and the rest follow what happened
    observe();         // counts and costs
    ++state_.now;
}

/// One resident's week, in order.
void World::step(ResidentId id, Chunk& out)
{
    state_.residents[id].touched_in = state_.now;
    out.computed.standing.clear();
    settle(id, out);
    const auto m = moment(id, state_.now, out);
    if (m.watch) {
        m.watch.due(m.now, m.resident.anew);
    }
    if (!live_through(m)) {
        out.happened.clear();
        return;
    }
    what_follows(m);
}

/// Looks anew at what may have changed, from a week on.
/// @return the next week in which anything may happen to the resident: a lower bound
Week World::next_week(ResidentId id, Week from, Chunk& out)
{
    const auto m = moment(id, from, out);
    auto& r = m.resident;
    r.anew.each_in(0, m.model.processes.size(), [&](std::size_t p) {
        const auto& spec = m.model.processes[p];
        m.watch.look(p, m.field(spec.address), m.now, setting_.horizon, highest_hazard_of(m, p, spec));
    });
    r.anew.clear();
    Week next = m.watch.earliest();
    each_ending(m.model, r, [&](HazardId hazard, std::uint32_t address, Ending ending, Engagement& e) {
        auto& known = e.quiet[static_cast<std::size_t>(ending)];
        if (r.endings_anew || known.until() < m.now) {
            known.next(m.field(address), m.now, setting_.horizon, m.hazard(Drive{hazard}));
        }
        next = std::min(next, known.until());
    });
    const Week deadline = next_deadline(m);
    r.endings_anew = false;
    return std::min({std::max(next, m.now), deadline, setting_.horizon}); // after week last_known: every week
}

/// The next week in which something happens that is settled already. Bands stand until they are reached, an engagement
/// begins or ends, or a relationship took another course.
Week World::next_deadline(const Moment& m) const
{
    auto& r = m.resident;
    if (r.endings_anew || r.settled_until < m.now || relationship_turned(r)) {
        const Week age = next_age_band(m.model, r, m.now - 1);
        r.settled_until = std::min({age, next_treatment_band(r, m.now - 1), next_relationship_band(m)});
        r.stirred_by = std::min(age, next_treatment_rise(m, m.now - 1));
    }
    return std::max(m.now, std::min({r.stirred_by, next_season(r, m.now), next_engagement_week(m)}));
}

} // namespace meam
