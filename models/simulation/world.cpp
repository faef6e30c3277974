#include "models/simulation/world.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/population/conditions.hpp"
#include "models/population/stock_levels.hpp"
#include "models/processes/apply_decision.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/needs.hpp"
#include "models/state/ranking.hpp"
#include "sim/contracts.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace meam {
namespace {

/// Below this many residents services answer one after another: a task would cost more than it saves.
constexpr std::size_t large_place = 200000;
constexpr Week ranking_weeks = 4; ///< [week] between rankings by recorded demand

/// Invalidates the hazards that episodes speed up: the help of services may have changed.
void invalidate_help(const Model& model, Resident& r)
{
    for (auto& e : r.engaged) {
        r.dirty_processes |= model.depends.helped[e.service];
        e.next_band = 0;
    }
}

} // namespace

/// Invalidates all cached hazards and stock levels of this resident after a rule change.
void World::invalidate_hazards(Resident& r) const
{
    r.dirty_processes.set_all();
    r.endings_changed = true;
    refresh_stocks(*setting_.model, version_->by_reach[r.reach], r);
}

/// A resident, stored from now on; in the state of the end of last week unless already stepped this week.
Resident& World::resident(ResidentId id)
{
    return state_.residents.store(id, state_.schedule.next(id) <= state_.now ? state_.now - 1 : state_.now);
}

void World::branch(const ScenarioRules& rules)
{
    const auto& model = *setting_.model;
    branched_at_ = state_.now;
    rules_ = &rules;
    for (ResidentId id = 0; id < state_.arrived; ++id) {
        if (!state_.residents.stores(id)) {
            continue; // not stored: the number of needs has not changed
        }
        auto& r = state_.residents[id];
        r.reach = static_cast<std::uint8_t>(state_.residents.reached(rules.reaches(), r, id));
        const auto presence = presence_of(model, *setting_.layout, r.counted, r.counted_standing);
        count_presence(presence, strata::of(model, r), -1, row_);
        r.stratum_needs = needs_band(model, r.covariates);
        count_presence(presence, strata::of(model, r), 1, row_);
    }
    for (auto& waits : waits_) {
        std::fill(waits.begin(), waits.end(), 0);
    }
    log_.clear();
    counting_.assign(rules.triggers().size(), {});
    active_triggers_ = 0;
}

void World::set_rules()
{
    for (const auto& block : setting_.layout->blocks()) {
        if (block.flow) {
            std::fill_n(row_.begin() + static_cast<std::ptrdiff_t>(block.offset), block.size, 0);
        }
    }
    const unsigned pulled = evaluate_triggers();
    const auto* version = &rules_->at(state_.now - branched_at_, pulled);
    if (version == version_) {
        return;
    }
    const bool all_differ = version->all_may_differ || version->norms_changed || pulled != active_triggers_;
    active_triggers_ = pulled;
    const auto& model = *setting_.model;
    const bool counts_move = version->norms_changed && std::ranges::any_of(model.stocks, [&](const Stock& stock) {
                                 return model.depends.observed[static_cast<std::size_t>(stock.covariate)];
                             });
    for (ResidentId id = 0; id < state_.arrived; ++id) {
        if (counts_move) {
            resident(id); // stored as counted under the rules before: a computed resident would not be recounted
        }
        if (!state_.residents.stores(id)) {
            continue;
        }
        if (auto& r = state_.residents[id]; r.standing == Standing::present) {
            settle_relationships(model, version_->by_reach[0], r, state_.now - 1);
        }
    }
    version_ = version;
    state_.residents.follow(rules_->reaches(), version_->by_reach);
    if (setting_.stepping == Stepping::reference) {
        return; // every resident is stepped anyway
    }
    ProcessSet changed;
    for (const HazardId id : version->changed) {
        changed |= model.depends.driven[static_cast<std::size_t>(id)];
    }
    parallel::for_each(chunks_.size(), [&](std::size_t c) { reschedule_after_rule_change(c, changed, all_differ); });
}

/// After a rule change, reschedules the residents of a chunk whose hazards may have changed.
void World::reschedule_after_rule_change(std::size_t c, const ProcessSet& changed, bool all_differ)
{
    const auto& model = *setting_.model;
    auto& out = chunks_[c]; // look-ahead yields only the next event time, no events
    const auto first = setting_.chunking.first(c);
    const auto end = setting_.chunking.end(c, state_.arrived);
    for (ResidentId id = first; id < end; ++id) {
        const bool stored = state_.residents.stores(id);
        if (!stored && !all_differ && !changed.any()) {
            continue;
        }
        auto& r = resident(id);
        if (r.standing != Standing::present) {
            continue;
        }
        if (all_differ) {
            invalidate_hazards(r);
            invalidate_help(model, r);
        } else if (changed.any() || !r.engaged.empty()) {
            r.dirty_processes |= changed;
            r.endings_changed = true;
            invalidate_help(model, r);
        } else {
            continue;
        }
        if (state_.schedule.next(id) > state_.now) {
            out.computed.standing.clear();
            settle_treatment(moment(id, state_.now, out)); // the next event is computed from the current state
            update_groups(id, out);
            state_.schedule.expect(id, next_week(id, state_.now, out));
        }
        count(r, out.row); // stocks that residents are counted by follow their norms
        if (!stored) {
            state_.residents.evict(id);
        }
    }
}

/// Ranks residents by recorded demand, for outreach and for policies that reach the top n.
void World::rank_residents()
{
    const auto& model = *setting_.model;
    if (state_.now % ranking_weeks != 0) {
        return;
    }
    std::map<std::tuple<int, Week, OutreachTargeting>, std::vector<ResidentId>>
        known; // several services use the same ranking
    const auto ranking = [&](int agency, Week weeks, OutreachTargeting by) -> const std::vector<ResidentId>& {
        const auto [it, is_new] = known.try_emplace({agency, weeks, by});
        if (is_new) {
            it->second = ranked(model, state_, weeks, agency, by);
        }
        return it->second;
    };
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& outreach = model.services[s].outreach;
        rankings_[s].clear(); // a closed service keeps no ranking
        if (outreach && outreach->by != OutreachTargeting::random && is_open(shared(), model.services[s])) {
            const double weeks = shared().number(outreach->over, weeks_ranked);
            rankings_[s] = ranking(outreach->agency, static_cast<Week>(weeks + 0.5), outreach->by);
        }
    }
    std::size_t widest = 0;
    for (const int r : rules_->reaches()) {
        widest = std::max(widest, static_cast<std::size_t>(model.reaches[static_cast<std::size_t>(r)].top));
    }
    if (widest == 0) {
        return;
    }
    const auto& first = ranking(-1, weeks_ranked, OutreachTargeting::recorded);
    std::vector<std::uint16_t> rank(state_.residents.size(), 0);
    for (std::size_t i = 0; i < std::min(widest, first.size()); ++i) {
        rank[first[i]] = static_cast<std::uint16_t>(i + 1);
    }
    auto& known_before = state_.residents.rank;
    known_before.resize(state_.residents.size(), 0);
    for (ResidentId id = 0; id < state_.arrived; ++id) {
        if (rank[id] != known_before[id] && state_.residents.seen(id).standing == Standing::present) {
            state_.schedule.expect(id, state_.now);
        }
    }
    known_before = std::move(rank);
}

void World::add_newcomers()
{
    const auto& model = *setting_.model;
    const double a_year = arrivals_in_a_year(model, shared());
    if (a_year <= 0.0) {
        return;
    }
    const ResidentId before = state_.arrived;
    double left =
        a_year * years_per_week; // a field has at most highest_hazard points a week: further fields provide the rest
    for (std::uint32_t field = 0; left > 0.0; ++field, left -= highest_hazard) {
        Field(setting_.key, field, model.place.arrival_process).each_in(state_.now, to_hazard(left), [&](const Point&) {
            ++state_.arrived;
        });
    }
    if (state_.arrived == before) {
        return;
    }
    grow_to(state_.arrived);
    for (ResidentId id = before; id < state_.arrived; ++id) {
        auto& out = chunks_[setting_.chunking.of(id)];
        add_resident(id, out);
        if (setting_.log) {
            out.changes.push_back({state_.now, id, log_kind::arrived, 0});
        }
    }
    join_chunks();
}

/// Collects the residents of a chunk that are due this week, in order.
void World::collect_due_residents(std::size_t c)
{
    auto& due = chunks_[c].due;
    due.clear();
    const auto first = setting_.chunking.first(c);
    const auto end = setting_.chunking.end(c, state_.arrived);
    if (setting_.stepping != Stepping::reference) {
        state_.schedule.collect_due(first, end, state_.now, due);
        return;
    }
    for (ResidentId id = first; id < end; ++id) {
        if (state_.residents[id].standing == Standing::present) {
            due.push_back(id);
        }
    }
}

void World::step_residents()
{
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        collect_due_residents(c);
        auto& out = chunks_[c];
        for (std::size_t i = 0; i < out.due.size(); ++i) {
            if (i + 2 < out.due.size()) {
                state_.residents.prefetch(out.due[i + 2]); // while other residents are stepped
            }
            step_resident(out.due[i], out);
        }
    });
    for (const auto& chunk : chunks_) {
        steps_taken_ += chunk.due.size();
    }
    awaiting_.clear();
    join_chunks();
}

/// Simulates one resident's week. A resident without requests is rescheduled, and evicted if nothing changed.
void World::step_resident(ResidentId id, Chunk& out)
{
    const bool stored = state_.residents.stores(id);
    const auto& r = resident(id);
    const auto before = stored ? std::optional<Resident>() : r;
    const auto asked = out.requests.size();
    step(id, out);
    if (out.requests.size() != asked) {
        update_groups(id, out); // services read the groups
        out.unsettled.push_back(id);
        return;
    }
    reschedule(id, out);
    if (before && state_.residents.unchanged(*before, r)) {
        state_.residents.evict(id);
    }
}

/// Volunteers of each service [worker]: residents who helped out at the end of last week.
void World::count_volunteers()
{
    const auto& model = *setting_.model;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& volunteers = model.services[s].volunteers;
        if (volunteers.circumstance >= 0) {
            const auto cells = setting_.layout->circumstances[static_cast<std::size_t>(volunteers.circumstance)];
            state_.desks[s].volunteers =
                shared().number(volunteers.each, 0.0) * row_[cells + static_cast<std::size_t>(volunteers.state)];
        }
    }
}

void World::answer_requests()
{
    count_volunteers();
    const auto& model = *setting_.model;
    std::uint64_t learned = 0;
    for (const auto& desk : state_.desks) {
        learned |= desk.learned;
    }
    const ServicesView view{model,        *setting_.layout, version_->by_reach, version_->answering,
                            setting_.key, state_.now,       state_.residents,   rankings_,
                            learned};
    const auto one = [&](std::size_t s) {
        decisions_[s].clear();
        queue_requests(static_cast<ServiceId>(s));
        answer(view, static_cast<ServiceId>(s), state_.desks[s], decisions_[s]);
    };
    if (state_.residents.size() >= large_place) {
        parallel::for_each(model.services.size(), one);
    } else {
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            one(s);
        }
    }
    requests_.clear();
}

/// Applies decisions to residents in the order of services; residents are independent, as in `step_residents`.
void World::apply_decisions()
{
    std::vector<std::vector<const Decision*>> decided(chunks_.size());
    for (const auto& decisions : decisions_) {
        for (const auto& decision : decisions) {
            decided[setting_.chunking.of(decision.resident)].push_back(&decision);
        }
    }
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        auto& out = chunks_[c];
        out.services_answered = true;
        const auto first = std::ranges::lower_bound(awaiting_, setting_.chunking.first(c));
        std::vector<ResidentId> unsettled(first,
                                          std::lower_bound(first, awaiting_.end(), setting_.chunking.first(c + 1)));
        for (const auto* decision : decided[c]) {
            const ResidentId id = decision->resident;
            auto& r = resident(id);
            if (r.standing != Standing::present) { // after another decision: the slot is given back
                apply_decision(moment(id, state_.now, out), *decision);
                continue;
            }
            if (r.last_stepped != state_.now) {
                r.last_stepped = state_.now;
                update_to_week(id, out);
            } else {
                update_groups(id, out); // an earlier decision may have moved the resident into another group
            }
            const auto m = moment(id, state_.now, out);
            apply_decision(m, *decision);
            apply_sequels(m);
            unsettled.push_back(id);
        }
        std::ranges::sort(unsettled);
        unsettled.erase(std::unique(unsettled.begin(), unsettled.end()), unsettled.end());
        for (const ResidentId id : unsettled) {
            out.computed.standing.clear();
            reschedule(id, out);
        }
        out.services_answered = false;
    });
    join_chunks();
    take_requests_of_decisions();
}

/// Ends the resident's week: updates tallies and schedules the next event. Residents affected by a service decision
/// are rescheduled after it is applied.
void World::reschedule(ResidentId id, Chunk& out)
{
    auto& r = state_.residents[id];
    update_groups(id, out); // first: stock levels follow the rules of the group, and are counted and seen
    count(r, out.row);
    if (std::exchange(r.ties_changed, false)) {
        out.shown.push_back(id);
    }
    if (setting_.stepping == Stepping::reference) {
        return;
    }
    if (r.standing != Standing::present) {
        state_.schedule.unschedule(id);
        return;
    }
    const Week next = next_week(id, state_.now + 1, out);
    const bool early = setting_.stepping == Stepping::early_wakes && id % 3 == 0;
    state_.schedule.set(id, early ? std::min(next, state_.now + 3) : next);
}

/// Slots given back, and requests made, while decisions were applied.
void World::take_requests_of_decisions()
{
    for (std::size_t s = 0; s < state_.desks.size(); ++s) {
        queue_requests(static_cast<ServiceId>(s));
    }
    requests_.clear();
}

std::vector<HazardId> World::hazards_cut() const
{
    auto all = state_.cut;
    for (std::size_t s = 0; s < state_.desks.size(); ++s) {
        if (state_.desks[s].turnover_cut) {
            all.push_back(setting_.model->services[s].turnover);
        }
    }
    std::ranges::sort(all);
    return all;
}

/// A desk's queues, and how many joined them; a placebo has none to show. For several services at once.
void World::queue_requests(ServiceId service)
{
    const auto s = static_cast<std::size_t>(service);
    const auto joined = take_requests(state_.desks[s], service, requests_);
    if (!setting_.model->services[s].placebo()) {
        row_[setting_.layout->queue_joined + s] += joined;
    }
}

/// Whom each service has when the week ends; a placebo has none to show.
void World::count_places()
{
    for (std::size_t s = 0; s < setting_.model->services.size(); ++s) {
        const auto& desk = state_.desks[s];
        if (!setting_.model->services[s].placebo()) {
            const auto cell = [&](int where) -> std::int32_t& {
                return row_[setting_.layout->caseload_cell(static_cast<ServiceId>(s), where)];
            };
            cell(0) = static_cast<std::int32_t>(desk.assessment.size() + desk.turned_out[0].size());
            cell(1) = static_cast<std::int32_t>(desk.treatment.size() + desk.turned_out[1].size());
            cell(2) = static_cast<std::int32_t>(desk.inside.size());
        }
    }
}

void World::observe()
{
    join_rows();
    count_places();
    add_costs();
    count_for_triggers();
    for (int standing = 0; standing < 2; ++standing) {
        resident_weeks_ +=
            static_cast<std::uint64_t>(row_[setting_.layout->population + static_cast<std::size_t>(standing)]);
    }
}

/// What a week begins with: relationships, treatment bands, age and reach as they stand.
void World::update_to_week(ResidentId id, Chunk& out)
{
    auto& r = state_.residents[id];
    if (setting_.stepping == Stepping::reference || state_.now >= r.next_band_change) {
        const auto m = moment(id, state_.now, out);
        settle_relationships(m.model, m.shared, r, m.now - 1);
        settle_treatment(m);
        m.put(m.model.attributes.age, age_band(m.model, r, m.now));
    }
    update_groups(id, out);
}

/// Finds the groups of policies that the resident is in now, whose rules hold from here on: when the resident's own
/// week begins and ends, before each decision of a service, and after the last one.
void World::update_groups(ResidentId id, Chunk& out)
{
    auto& r = state_.residents[id];
    if (const auto reach = static_cast<std::uint8_t>(state_.residents.reached(rules_->reaches(), r, id));
        reach != r.reach) {
        r.reach = reach;
        invalidate_hazards(r);
        out.computed.standing.clear();
    }
    if (setting_.stepping == Stepping::reference) {
        invalidate_hazards(r);
    }
}

ResidentStep World::moment(ResidentId id, Week now, Chunk& out)
{
    auto& r = resident(id);
    out.computed.belong_to(id);
    return {*setting_.model,
            *setting_.layout,
            version_->by_reach[r.reach],
            version_->by_reach[0],
            version_->answering,
            setting_.key,
            now,
            id,
            r,
            out,
            setting_.log,
            setting_.stepping == Stepping::reference ? HazardBounds()
                                                     : state_.residents.watch(id, *version_->shifts[r.reach])};
}

/// Brings the counts up to how the resident stands now.
void World::count(Resident& r, std::span<std::int32_t> row) const
{
    if (r.counted_standing == r.standing && !r.counts_changed) {
        return;
    }
    const auto at = strata::of(*setting_.model, r);
    recount(presence_of(*setting_.model, *setting_.layout, r.counted, r.counted_standing),
            presence_of(*setting_.model, *setting_.layout, r.covariates, r.standing), at, row);
    r.counted = r.covariates;
    r.counted_standing = r.standing;
    r.counts_changed = false;
}

/// What the chunks of residents counted, added up; once, when the week is over.
void World::join_rows()
{
    for (auto& chunk : chunks_) {
        for (std::size_t i = 0; i < row_.size(); ++i) {
            row_[i] += std::exchange(chunk.row[i], 0);
        }
    }
}

/// What else the chunks of residents produced, in order; they hold none of it then.
void World::join_chunks()
{
    const auto move_to = [](auto& all, auto& some) {
        all.insert(all.end(), some.begin(), some.end());
        some.clear();
    };
    for (auto& chunk : chunks_) {
        move_to(requests_, chunk.requests);
        move_to(state_.recorded, chunk.recorded);
        move_to(state_.prevented, chunk.prevented);
        move_to(log_, chunk.changes);
        move_to(awaiting_, chunk.unsettled);
        move_to(shown_, chunk.shown);
        for (const auto& [service, weeks] : chunk.waits) {
            ++waits_[static_cast<std::size_t>(service)][static_cast<std::size_t>(std::clamp(weeks, 0, longest_wait))];
        }
        chunk.waits.clear();
        state_.overflows += std::exchange(chunk.overflows, 0);
        for (const HazardId hazard : chunk.cut) {
            if (std::ranges::find(state_.cut, hazard) == state_.cut.end()) {
                state_.cut.push_back(hazard);
            }
        }
        chunk.cut.clear();
    }
}

} // namespace meam
