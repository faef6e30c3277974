#include "models/state/residents.hpp"

#include "models/policies/scenario_rules.hpp"
#include "models/population/conditions.hpp"
#include "models/population/people.hpp"
#include "models/population/stock_levels.hpp"

#include <algorithm>

namespace meam {

Residents::Residents(const Origin& origin, bool stores_all, Chunking chunking)
    : origin_(origin), stores_all_(stores_all), chunking_(chunking), width_(padded(origin.model->processes.size())),
      no_bounds_(HazardBounds::no_bounds(origin.model->processes.size()))
{}

std::size_t Residents::bytes_of_state(const Model& model)
{
    return sizeof(Resident) + 3 * padded(model.processes.size()) * sizeof(std::int16_t);
}

void Residents::grow(std::size_t number, Week week)
{
    if (number > size() && week > 0) {
        newcomers.push_back({static_cast<ResidentId>(size()), week});
    }
    make_room(number);
}

void Residents::make_room(std::size_t number)
{
    row_.resize(number, not_stored);
    stores_.resize(chunking_.count(number));
}

std::size_t Residents::stored() const
{
    std::size_t all = 0;
    for (const auto& shelf : stores_) {
        all += shelf.rows - shelf.free.size();
    }
    return all;
}

Resident& Residents::store_blank(ResidentId id)
{
    auto& shelf = stores_[chunking_.of(id)];
    std::size_t row = shelf.rows;
    if (!shelf.free.empty()) {
        row = shelf.free.back();
        shelf.free.pop_back();
    } else {
        ++shelf.rows;
        if (row / block_rows == shelf.blocks.size()) {
            shelf.blocks.emplace_back();
            shelf.blocks.back().residents.resize(block_rows);
            shelf.blocks.back().known.resize(block_rows * no_bounds_.size());
        }
    }
    row_[id] = static_cast<std::uint16_t>(row);
    auto& known = shelf.blocks[row / block_rows].known;
    std::ranges::copy(no_bounds_, known.begin() + static_cast<std::ptrdiff_t>(row % block_rows * no_bounds_.size()));
    return at(id);
}

Resident& Residents::store(ResidentId id, Week settled)
{
    if (stores(id)) {
        return at(id);
    }
    auto& resident = store_blank(id);
    compute(id, settled, resident);
    return resident;
}

void Residents::evict(ResidentId id)
{
    stores_[chunking_.of(id)].free.push_back(row_[id]);
    row_[id] = not_stored;
}

bool Residents::unchanged(const Resident& before, const Resident& after) const
{
    auto aged = before.covariates; // age follows from the week; any other change of a covariate must be stored
    const auto age = static_cast<std::size_t>(origin_.model->attributes.age);
    aged[age] = after.covariates[age];
    return aged == after.covariates && before.reach == after.reach && after.engaged.empty() &&
           fields_of(before).history() == fields_of(after).history();
}

void Residents::prefetch(ResidentId id) const
{
#ifdef __GNUC__
    if (!stores(id)) {
        return;
    }
    constexpr std::size_t line = 64; // [byte]
    const auto* resident = reinterpret_cast<const char*>(&at(id));
    for (std::size_t i = 0; i < 10; ++i) {
        __builtin_prefetch(resident + i * line);
    }
    const auto* known = block_of(id).known.data() + row_[id] % block_rows * 3 * width_;
    for (std::size_t i = 0; i < 3 * width_; i += line / sizeof *known) {
        __builtin_prefetch(known + i);
    }
#else
    static_cast<void>(id);
#endif
}

unsigned Residents::reached(const std::vector<int>& reaches, const Resident& resident, ResidentId id) const
{
    unsigned mask = 0;
    if (!lives_here(*origin_.model, resident.covariates)) {
        return mask;
    }
    for (std::size_t b = 0; b < reaches.size(); ++b) {
        const auto& reach = origin_.model->reaches[static_cast<std::size_t>(reaches[b])];
        const bool high_enough = reach.top == 0 || (id < rank.size() && rank[id] > 0 && rank[id] <= reach.top);
        mask |= high_enough && covers(*origin_.model, reach, resident) ? 1U << b : 0U;
    }
    return mask;
}

/// The state of a resident to whom nothing has happened.
void Residents::compute(ResidentId id, Week settled, Resident& r) const
{
    const auto& model = *origin_.model;
    const auto later = std::ranges::upper_bound(newcomers, id, {}, &Newcomers::first);
    const Week arrived = later == newcomers.begin() ? 0 : std::prev(later)->week;
    r = origin_.baseline->population.person(model, origin_.baseline->numbers, origin_.key, id, arrived);
    r.standing = Standing::present;
    r.stratum_needs = needs_band(model, r.covariates);
    r.covariates[static_cast<std::size_t>(model.attributes.age)] =
        static_cast<std::uint8_t>(age_band(model, r, std::max(arrived, settled)));
    refresh_stocks(model, by_reach_->front(), r); // groups may be defined by stocks
    r.reach = static_cast<std::uint8_t>(reached(*reaches_, r, id));
    r.dirty_processes.set_all();
    r.endings_changed = true;
    refresh_stocks(model, (*by_reach_)[r.reach], r);
    r.counted = r.covariates;
    r.counted_standing = r.standing;
}

Resident& Residents::materialise(ResidentId id) const
{
    static thread_local Resident one;
    compute(id, now, one);
    return one;
}

} // namespace meam
