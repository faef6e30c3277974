#include "models/simulation/world.hpp"

#include "models/population/stock_levels.hpp"
#include "models/processes/admission.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/services/capacity.hpp"
#include "sim/parallel.hpp"

#include <algorithm>

namespace meam {

World::World(const Setting& setting, const ScenarioRules& rules)
    : setting_(setting), rules_(&rules), version_(&rules.at(0)), decisions_(setting.model->services.size()),
      rankings_(setting.model->services.size()), row_(setting.layout->size(), 0),
      costs_(setting.model->agencies.size() * 2, 0),
      waits_(setting.model->services.size(), std::vector<std::int32_t>(longest_wait + 1, 0))
{
    const auto& model = *setting_.model;
    state_.desks.resize(model.services.size());
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        state_.desks[s].was_open = is_open(version_->by_reach[0], model.services[s]);
    }
    const auto n = static_cast<ResidentId>(model.place.residents);
    state_.residents = Residents({&model, setting_.baseline, setting_.key}, setting_.stores_all, setting_.chunking);
    state_.residents.follow(rules_->reaches(), version_->by_reach);
    state_.arrived = n;
    grow_to(n);
    const auto groups = setting_.baseline->population.groups(model, setting_.baseline->numbers, setting_.key);
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        const auto end = setting_.chunking.end(c, n);
        for (auto id = setting_.chunking.first(c); id < end; ++id) {
            const auto grouped = groups.find(id);
            add_resident(id, chunks_[c],
                         grouped == groups.end() ? std::span<const Population::Assigned>{} : grouped->second);
        }
    });
    join_chunks();
    draw_ties();
    initialise_caseloads();
    join_rows();
}

/// Initial caseloads: draws the residents who are in treatment or waiting in week 0.
void World::initialise_caseloads()
{
    const auto& model = *setting_.model;
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        const auto room = static_cast<std::size_t>(capacity(service, shared()));
        const auto held = std::min(room, static_cast<std::size_t>(shared().number(service.held_at_start, 0.0)));
        const auto waiting = static_cast<std::size_t>(shared().number(service.waiting_at_start, 0.0));
        if (held + waiting == 0 || !is_open(shared(), service)) {
            continue;
        }
        const auto id = static_cast<ServiceId>(s);
        const auto moment_of = [&](ResidentId one) { return moment(one, 0, chunks_[setting_.chunking.of(one)]); };
        std::vector<ResidentId> temporaries; // temporaries, used only to test eligibility
        const auto temporary_of = [&](ResidentId one) {
            while (!temporaries.empty()) {
                state_.residents.evict(temporaries.back());
                temporaries.pop_back();
            }
            if (!state_.residents.stores(one)) {
                temporaries.push_back(one);
            }
            return moment_of(one);
        };
        const auto drawn = drawn_at_start(service, id, state_.arrived, held + waiting, temporary_of);
        for (const ResidentId one : temporaries) {
            state_.residents.evict(one);
        }
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            place_at_start(moment_of(drawn[i]), id, i < held);
            if (setting_.stepping != Stepping::reference) {
                auto& out = chunks_[setting_.chunking.of(drawn[i])];
                out.computed.standing.clear();
                update_groups(drawn[i], out);
                state_.schedule.expect(drawn[i], next_week(drawn[i], 0, out));
            }
        }
    }
    join_chunks();
}

/// Makes room for residents up to this number.
void World::grow_to(std::size_t number)
{
    state_.residents.grow(number, state_.now);
    make_room(number);
}

/// As `grow_to`, without recording when residents came.
void World::make_room(std::size_t number)
{
    state_.residents.make_room(number);
    state_.schedule.grow(number);
    while (chunks_.size() < setting_.chunking.count(std::max<std::size_t>(number, 1))) {
        chunks_.emplace_back();
        chunks_.back().row.assign(setting_.layout->size(), 0);
        chunks_.back().computed.hazard.resize(setting_.model->processes.size());
    }
}

/// Adds a resident from this week on, drawn by the place's shares except for assigned states.
void World::add_resident(ResidentId id, Chunk& out, std::span<const Population::Assigned> assigned)
{
    const auto& model = *setting_.model;
    auto& r = state_.residents.store_blank(id);
    r = setting_.baseline->population.person(model, setting_.baseline->numbers, setting_.key, id, state_.now, assigned);
    r.standing = Standing::present;
    r.stratum_needs = needs_band(model, r.covariates);
    refresh_stocks(model, shared(), r); // groups may be defined by stocks
    r.reach = static_cast<std::uint8_t>(state_.residents.reached(rules_->reaches(), r, id));
    invalidate_hazards(r);
    r.counts_changed = true;
    count(r, out.row);
    out.computed.standing.clear();
    if (setting_.stepping == Stepping::reference) {
        return;
    }
    state_.schedule.set(id, next_week(id, state_.now, out));
    if (!state_.residents.stores_all() && assigned.empty()) {
        state_.residents.evict(id);
    }
}

} // namespace meam
