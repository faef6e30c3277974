#include "models/population/stock_levels.hpp"

#include <algorithm>
#include <cmath>

namespace meam {

int stock_norm(const Stock& stock, const Tables& tables, int deprivation)
{
    const double norm = tables.number(stock.norm[static_cast<std::size_t>(deprivation)], stock.neutral);
    return std::clamp(static_cast<int>(std::floor(norm)), 0, 15);
}

void refresh_stocks(const Model& model, const Tables& rules, Resident& resident)
{
    for (std::size_t s = 0; s < model.stocks.size(); ++s) {
        const auto& stock = model.stocks[s];
        const int norm =
            stock_norm(stock, rules, resident.covariates[static_cast<std::size_t>(model.attributes.deprivation)]);
        const auto level = static_cast<std::uint8_t>(std::clamp(norm + resident.deviation[s], 0, 15));
        const auto covariate = static_cast<std::size_t>(stock.covariate);
        resident.counts_changed =
            resident.counts_changed || (resident.covariates[covariate] != level && model.depends.observed[covariate]);
        resident.covariates[covariate] = level;
    }
}

} // namespace meam
