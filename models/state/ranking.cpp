#include "models/state/ranking.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace meam {

namespace {

/// Sorts by number of events, descending; ties by resident number. @param order  sorted by resident number
void sort_by_count(std::vector<ResidentId>& order, const std::vector<int>& events)
{
    std::vector<std::uint64_t> keys; // count and number in one key: comparisons dominate the time of a ranking
    keys.reserve(order.size());
    for (const ResidentId id : order) {
        keys.push_back(std::uint64_t{~static_cast<std::uint32_t>(events[id])} << 32 | id);
    }
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), order.begin(),
                   [](std::uint64_t key) { return static_cast<ResidentId>(key); });
}

} // namespace

std::vector<ResidentId> ranked(const Model& model, const State& state, Week weeks, int agency, OutreachTargeting by)
{
    std::vector<int> reactive(state.arrived, 0), all(state.arrived, 0);
    for (auto it = state.recorded.rbegin(); it != state.recorded.rend() && it->week >= state.now - weeks; ++it) {
        reactive[it->resident] += agency < 0 || model.crises[it->crisis].agency_index == agency ? 1 : 0;
    }
    all = reactive;
    for (auto it = state.prevented.rbegin(); it != state.prevented.rend() && it->week >= state.now - weeks; ++it) {
        all[it->resident] += agency < 0 || it->agency == agency ? 1 : 0;
    }
    std::vector<ResidentId> order;
    for (ResidentId id = 0; id < state.arrived; ++id) {
        if (reactive[id] == 0) {
            continue;
        }
        const auto& r = state.residents[id];
        if (r.standing == Standing::present && lives_here(model, r.covariates)) {
            order.push_back(id);
        }
    }
    sort_by_count(order, reactive);
    if (by == OutreachTargeting::reactive_share) {
        const auto share = [&](ResidentId id) { return static_cast<double>(reactive[id]) / all[id]; };
        std::ranges::stable_sort(order, std::ranges::greater(), share);
    }
    return order;
}

} // namespace meam
