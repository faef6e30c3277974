// A world between two weeks as bytes, and back. The event schedule is not saved: it is rebuilt under the rules
// in force, and no result depends on it.

#include "models/simulation/world.hpp"
#include "sim/archive.hpp"
#include "sim/parallel.hpp"

#include <algorithm>

namespace meam {
namespace {

/// What a resident carries that a result may depend on; the rest is derived when it is read again.
template <class Archive> void describe_resident(Archive& archive, IsA<Resident> auto& r)
{
    const auto fields = fields_of(r);
    std::apply(archive, std::tuple_cat(fields.drawn(), fields.history(), fields.covariates(), fields.counting(),
                                       fields.engagements()));
}

} // namespace

template <class Archive> void describe(Archive& archive, IsA<Engagement> auto& e)
{
    archive(e.service, e.stage, e.priority, e.missed, e.worker, e.retold, e.drawn, e.inexperience, e.tie, e.since,
            e.due, e.asked, e.relationship, e.met, e.last_missed);
}

template <class Archive> void describe(Archive& archive, IsA<UnmetContact> auto& want)
{
    archive(want.until, want.failed, want.contacts);
}

template <class Archive> void describe(Archive& archive, IsA<Waiting> auto& waiting)
{
    archive(waiting.priority, waiting.since, waiting.tie, waiting.resident);
}

template <class Archive> void describe(Archive& archive, IsA<Desk> auto& desk)
{
    archive(desk.assessment, desk.treatment, desk.turned_out[0], desk.turned_out[1], desk.inside, desk.cases,
            desk.vacant_until, desk.new_until, desk.assessment_credit, desk.supply_credit, desk.budget_credit,
            desk.volunteers, desk.was_open, desk.turnover_cut, desk.blockers, desk.learned);
}

template <class Archive> void describe(Archive& archive, IsA<Recorded> auto& crisis)
{
    archive(crisis.week, crisis.resident, crisis.crisis, crisis.inappropriate);
}

template <class Archive> void describe(Archive& archive, IsA<Prevented> auto& prevented)
{
    archive(prevented.week, prevented.resident, prevented.agency);
}

template <class Archive> void describe(Archive& archive, IsA<Counting::Counts> auto& counts)
{
    archive(counts.counted, counts.of);
}

template <class Archive> void describe(Archive& archive, IsA<Counting> auto& counting)
{
    archive(counting.weeks, counting.until);
}

template <class Archive> void describe(Archive& archive, IsA<Residents::Newcomers> auto& newcomers)
{
    archive(newcomers.first, newcomers.week);
}

/// What is the same both ways.
template <class Archive, class Of> void World::describe_all(Archive& archive, Of& world)
{
    auto& state = world.state_;
    archive(state.now, state.arrived, state.overflows, state.cut, state.desks, state.recorded, state.prevented,
            state.tied, state.residents.rank, state.residents.newcomers, world.shown_, world.rankings_, world.row_,
            world.waits_, world.active_triggers_, world.counting_, world.steps_taken_, world.resident_weeks_);
}

std::string World::saved() const
{
    ArchiveWriter archive;
    describe_all(archive, *this);
    archive(static_cast<std::uint64_t>(state_.residents.stored()));
    for (ResidentId id = 0; id < state_.arrived; ++id) {
        if (state_.residents.stores(id)) {
            archive(id);
            describe_resident(archive, state_.residents[id]);
        }
    }
    return archive.bytes();
}

World::World(const Setting& setting, const ScenarioRules& rules, ArchiveReader& archive)
    : setting_(setting), rules_(&rules), version_(&rules.at(0)), decisions_(setting.model->services.size()),
      rankings_(setting.model->services.size()), row_(setting.layout->size(), 0),
      costs_(setting.model->agencies.size() * 2, 0)
{
    state_.residents = Residents({setting.model, setting.baseline, setting.key}, setting.stores_all, setting.chunking);
    describe_all(archive, *this);
    const bool fits = state_.desks.size() == decisions_.size() && rankings_.size() == decisions_.size() &&
                      waits_.size() == decisions_.size() && row_.size() == setting.layout->size() && state_.now > 0;
    std::uint64_t stored = 0;
    archive(stored);
    if (!fits || stored > state_.arrived) {
        throw ArchiveError("it is not of this model");
    }
    version_ = &rules.at(state_.now - 1, active_triggers_);
    state_.residents.follow(rules.reaches(), version_->by_reach);
    state_.residents.now = state_.now - 1;
    make_room(state_.arrived);
    for (std::uint64_t i = 0; i < stored; ++i) {
        ResidentId id = no_resident;
        archive(id);
        if (id >= state_.arrived || state_.residents.stores(id)) {
            throw ArchiveError("it names residents that are not there");
        }
        describe_resident(archive, state_.residents.store_blank(id));
    }
    if (!archive.at_end()) {
        throw ArchiveError("it goes on too long");
    }
    rebuild_schedule();
}

/// Schedules every resident from the saved state alone.
void World::rebuild_schedule()
{
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        const auto first = setting_.chunking.first(c);
        const auto end = setting_.chunking.end(c, state_.arrived);
        for (ResidentId id = first; id < end; ++id) {
            const bool stored = state_.residents.stores(id);
            auto& r = state_.residents.store(id, state_.now - 1);
            if (r.standing != Standing::present) {
                continue;
            }
            r.dirty_processes.set_all();
            r.endings_changed = true;
            if (stored || state_.residents.stores_all()) {
                r.reach = static_cast<std::uint8_t>(state_.residents.reached(rules_->reaches(), r, id));
                state_.schedule.set(id, state_.now); // an early step changes nothing
                continue;
            }
            chunks_[c].computed.standing.clear();
            update_groups(id, chunks_[c]); // as after a rule change: the norms of stocks follow the groups
            state_.schedule.set(id, next_week(id, state_.now, chunks_[c]));
            state_.residents.evict(id);
        }
    });
}

} // namespace meam
