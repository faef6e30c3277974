#include "models/ranking.hpp"

#include <algorithm>
#include <tuple>

namespace meam {

std::vector<ResidentId> ranked(const Model& model, const State& state, Week weeks, int agency, Finds by)
{
    std::vector<int> reactive(state.arrived, 0), all(state.arrived, 0);
    for (auto it = state.recorded.rbegin(); it != state.recorded.rend() && it->week >= state.now - weeks; ++it) {
        reactive[it->resident] += agency < 0 || model.crises[it->crisis].agency_index == agency ? 1 : 0;
    }
    all = reactive;
    for (auto it = state.prevented.rbegin(); it != state.prevented.rend() && it->week >= state.now - weeks; ++it) {
        all[it->resident] += agency < 0 || it->agency == agency ? 1 : 0;
    }
    std::vector<std::tuple<double, int, ResidentId>> order;
    for (ResidentId id = 0; id < state.arrived; ++id) {
        if (reactive[id] == 0) {
            continue;
        }
        const auto& r = state.residents[id];
        if (r.standing == Standing::present && lives_here(model, r.covariates)) {
            const double share = by == Finds::reactive_share ? static_cast<double>(reactive[id]) / all[id] : 1.0;
            order.emplace_back(-share, -reactive[id], id);
        }
    }
    std::sort(order.begin(), order.end());
    std::vector<ResidentId> residents(order.size());
    std::transform(order.begin(), order.end(), residents.begin(), [](const auto& one) { return std::get<2>(one); });
    return residents;
}

} // namespace meam
