// Ties between residents: pairing at the start, and exposure to the partner's state. A change of one partner affects
// the other only from the start of the next week, so that residents can be simulated in any order within a week.

#include "models/population/conditions.hpp"
#include "models/simulation/world.hpp"

#include <algorithm>
#include <utility>

namespace meam {
namespace {

/// Residents who meet a condition, in random order.
std::vector<ResidentId> drawn(const Model& model, const State& state, Key key, const Reach& reach,
                              std::uint32_t process)
{
    std::vector<std::pair<std::uint32_t, ResidentId>> lots;
    for (ResidentId id = 0; id < state.arrived; ++id) {
        if (covers(model, reach, state.residents[id])) {
            lots.emplace_back(block(key, {id, process, 0, 0})[0], id);
        }
    }
    std::sort(lots.begin(), lots.end());
    std::vector<ResidentId> ids(lots.size());
    std::transform(lots.begin(), lots.end(), ids.begin(), [](const auto& lot) { return lot.second; });
    return ids;
}

} // namespace

/// Pairs residents at the start. A resident has at most one partner in each kind of tie.
void World::draw_ties()
{
    const auto& model = *setting_.model;
    for (const auto& tie : model.ties) {
        auto& tied = state_.tied.emplace_back(state_.arrived, no_resident);
        const auto firsts = drawn(model, state_, setting_.key, tie.first, tie.process);
        const auto seconds = drawn(model, state_, setting_.key, tie.second, tie.process);
        auto pairs = static_cast<std::size_t>(
            shared().number(tie.share, 0.0) * static_cast<double>(std::min(firsts.size(), seconds.size())) + 0.5);
        auto other = seconds.begin();
        for (auto first = firsts.begin(); first != firsts.end() && pairs > 0; ++first) {
            if (tied[*first] != no_resident) {
                continue;
            }
            other = std::find_if(other, seconds.end(), [&](ResidentId id) { return tied[id] == no_resident; });
            const auto second = std::find_if(other, seconds.end(),
                                             [&](ResidentId id) { return tied[id] == no_resident && id != *first; });
            if (second == seconds.end()) {
                break;
            }
            tied[*first] = *second;
            tied[*second] = *first;
            --pairs;
            update_exposure(tie, *first, *second);
            update_exposure(tie, *second, *first);
        }
    }
    for (auto& chunk : chunks_) {
        chunk.computed.standing.clear();
    }
}

/// Updates the covariates by which resident `to` is exposed to resident `of`.
void World::update_exposure(const Tie& tie, ResidentId to, ResidentId of)
{
    if (resident(to).standing != Standing::present) {
        return;
    }
    const auto& other = state_.residents.seen(of);
    auto& out = chunks_[setting_.chunking.of(to)];
    out.computed.standing.clear();
    const auto m = moment(to, state_.now, out);
    bool moved = false;
    const bool near = other.standing == Standing::present && lives_here(m.model, other.covariates) == m.lives_here();
    for (const auto& exposure : tie.sees) {
        const int level = near ? other.covariates[static_cast<std::size_t>(exposure.of)] : exposure.alone;
        moved = moved || m.level(exposure.as) != level;
        m.put(exposure.as, level);
    }
    if (moved) {
        state_.schedule.expect(to, state_.now);
    }
}

void World::update_tie_exposures()
{
    const auto& model = *setting_.model;
    for (const ResidentId id : shown_) {
        for (std::size_t t = 0; t < model.ties.size(); ++t) {
            const auto& tied = state_.tied[t];
            if (id < tied.size() && tied[id] != no_resident) {
                update_exposure(model.ties[t], tied[id], id);
                if (model.residence.elsewhere >= 0) { // a resident who moves away is no longer exposed to the partner
                    update_exposure(model.ties[t], id, tied[id]);
                }
            }
        }
    }
    shown_.clear();
}

} // namespace meam
