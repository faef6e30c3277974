#include "models/ranking.hpp"

#include <algorithm>

namespace meam {

std::vector<ResidentId> ranked(const Model& model, const State& state, Week weeks, int agency)
{
    std::vector<int> counts(state.arrived, 0);
    for (auto it = state.recorded.rbegin(); it != state.recorded.rend() && it->week >= state.now - weeks; ++it) {
        counts[it->resident] += agency < 0 || model.crises[it->crisis].agency_index == agency ? 1 : 0;
    }
    std::vector<std::pair<int, ResidentId>> order;
    for (ResidentId id = 0; id < state.arrived; ++id) {
        const auto& r = state.residents[id];
        if (counts[id] > 0 && r.standing == Standing::present && lives_here(model, r.covariates)) {
            order.emplace_back(-counts[id], id);
        }
    }
    std::sort(order.begin(), order.end());
    std::vector<ResidentId> residents(order.size());
    std::transform(order.begin(), order.end(), residents.begin(), [](const auto& one) { return one.second; });
    return residents;
}

} // namespace meam
