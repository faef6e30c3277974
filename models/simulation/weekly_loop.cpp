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

/// @return false if the resident is no longer simulated
bool step_processes(const ResidentStep& m)
{
    const bool was_engaged = m.model.place.one_at_a_time && engaged(m.model, m.resident);
    if (!step_life(m)) {
        return false;
    }
    step_needs(m);
    step_circumstances(m);
    step_stocks(m);
    if (m.at_liberty() && !simulate_crises(m)) {
        return false;
    }
    if (m.at_liberty() && !simulate_contacts(m)) {
        return false;
    }
    ask(m, was_engaged);
    return true;
}

} // namespace

/// The week, in order. Nothing else in the program defines the order of events.
void World::week()
{
    state_.residents.now = state_.now;
    set_rules();            // the rules of this week
    rank_residents();       // ranking by recorded demand
    add_newcomers();        // newcomers
    update_tie_exposures(); // exposure of residents to their partners' states
    step_residents();       // each due resident, independently: needs, home, crises, help-seeking
    answer_requests();      // each service, independently: serves its queues in a fixed order
    apply_decisions();      // effects of decisions on residents: trust, hope and others
    observe();              // counts and costs
    ++state_.now;
}

/// One resident's week, in order.
void World::step(ResidentId id, Chunk& out)
{
    state_.residents[id].last_stepped = state_.now;
    out.computed.standing.clear();
    update_to_week(id, out);
    const auto m = moment(id, state_.now, out);
    if (m.watch) {
        m.watch.due(m.now, m.resident.dirty_processes);
    }
    if (!step_processes(m)) {
        out.happened.clear();
        return;
    }
    apply_sequels(m);
}

/// Recomputes the hazards that may have changed, from a week on.
/// @return the next week in which anything may happen to the resident: a lower bound
Week World::next_week(ResidentId id, Week from, Chunk& out)
{
    const auto m = moment(id, from, out);
    auto& r = m.resident;
    r.dirty_processes.each_in(0, m.model.processes.size(), [&](std::size_t p) {
        const auto& spec = m.model.processes[p];
        m.watch.look(p, m.field(spec.address), m.now, setting_.horizon, highest_hazard_of(m, p, spec));
    });
    r.dirty_processes.clear();
    Week next = m.watch.earliest();
    each_ending(m.model, r, [&](HazardId hazard, std::uint32_t address, Ending ending, Engagement& e) {
        auto& known = e.quiet[static_cast<std::size_t>(ending)];
        if (r.endings_changed || known.until() < m.now) {
            known.next(m.field(address), m.now, setting_.horizon, m.hazard(Drive{hazard}));
        }
        next = std::min(next, known.until());
    });
    const Week deadline = next_deadline(m);
    r.endings_changed = false;
    return std::min({std::max(next, m.now), deadline, setting_.horizon}); // after week last_known: due every week
}

/// The next week in which a change that is already determined happens. Bands stay valid until they are reached, an
/// engagement begins or ends, or the growth of a relationship changes.
Week World::next_deadline(const ResidentStep& m) const
{
    auto& r = m.resident;
    if (r.endings_changed || r.next_band_change < m.now || relationship_turned(r)) {
        const Week age = next_age_band(m.model, r, m.now - 1);
        r.next_band_change = std::min({age, next_treatment_band(r, m.now - 1), next_relationship_band(m)});
        r.next_hazard_increase = std::min(age, next_treatment_rise(m, m.now - 1));
    }
    return std::max(m.now, std::min({r.next_hazard_increase, next_season(r, m.now), next_engagement_week(m)}));
}

} // namespace meam
