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
    state_.residents = Residents({&model, setting_.baseline, setting_.key}, setting_.keeps_all, setting_.chunking);
    state_.residents.follow(rules_->reaches(), version_->by_reach);
    state_.arrived = n;
    expect_residents(n);
    const auto groups = setting_.baseline->population.groups(model, setting_.baseline->numbers, setting_.key);
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        const auto end = setting_.chunking.end(c, n);
        for (auto id = setting_.chunking.first(c); id < end; ++id) {
            const auto grouped = groups.find(id);
            enter(id, chunks_[c], grouped == groups.end() ? std::span<const Population::Assigned>{} : grouped->second);
        }
    });
    join_chunks();
    bind();
    begin_in_use();
    join_rows();
}

/// Services hold, and keep waiting, as many as the place says: they are let in, or stand at the door, in week 0.
void World::begin_in_use()
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
        std::vector<ResidentId> likenesses; // of whom no more is asked than whether they may be drawn
        const auto likeness_of = [&](ResidentId one) {
            while (!likenesses.empty()) {
                state_.residents.let_go(likenesses.back());
                likenesses.pop_back();
            }
            if (!state_.residents.keeps(one)) {
                likenesses.push_back(one);
            }
            return moment_of(one);
        };
        const auto drawn = drawn_at_start(service, id, state_.arrived, held + waiting, likeness_of);
        for (const ResidentId one : likenesses) {
            state_.residents.let_go(one);
        }
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            start_with(moment_of(drawn[i]), id, i < held);
            if (setting_.stepping != Stepping::reference) {
                auto& out = chunks_[setting_.chunking.of(drawn[i])];
                out.computed.standing.clear();
                settle_reach(drawn[i], out);
                state_.agenda.expect(drawn[i], next_week(drawn[i], 0, out));
            }
        }
    }
    join_chunks();
}

/// Makes room for residents up to this number.
void World::expect_residents(std::size_t number)
{
    state_.residents.grow(number, state_.now);
    make_room(number);
}

/// The same of what is not told by when they came.
void World::make_room(std::size_t number)
{
    state_.residents.make_room(number);
    state_.agenda.grow(number);
    while (chunks_.size() < setting_.chunking.count(std::max<std::size_t>(number, 1))) {
        chunks_.emplace_back();
        chunks_.back().row.assign(setting_.layout->size(), 0);
        chunks_.back().computed.hazard.resize(setting_.model->processes.size());
    }
}

/// A resident is there from this week on, drawn by the place's shares but for what is assigned.
void World::enter(ResidentId id, Chunk& out, std::span<const Population::Assigned> assigned)
{
    const auto& model = *setting_.model;
    auto& r = state_.residents.keep_blank(id);
    r = setting_.baseline->population.person(model, setting_.baseline->numbers, setting_.key, id, state_.now, assigned);
    r.standing = Standing::present;
    r.stratum_needs = needs_band(model, r.covariates);
    refresh_stocks(model, shared(), r); // groups may be defined by stocks
    r.reach = static_cast<std::uint8_t>(state_.residents.reached(rules_->reaches(), r, id));
    forget(r);
    r.count_anew = true;
    count(r, out.row);
    out.computed.standing.clear();
    if (setting_.stepping == Stepping::reference) {
        return;
    }
    state_.agenda.set(id, next_week(id, state_.now, out));
    if (!state_.residents.keeps_all() && assigned.empty()) {
        state_.residents.let_go(id);
    }
}

} // namespace meam
