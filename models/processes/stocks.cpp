#include "models/processes/stocks.hpp"

#include "models/population/stock_levels.hpp"
#include "models/processes/processes.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

void shift(const ResidentStep& m, int s, int by)
{
    const auto& stock = m.model.stocks[static_cast<std::size_t>(s)];
    const int norm = stock_norm(stock, m.rules, m.level(m.model.attributes.deprivation));
    auto& deviation = m.resident.deviation[static_cast<std::size_t>(s)];
    const int level = std::clamp(norm + deviation + by, 0, 15);
    deviation = static_cast<std::int8_t>(level - norm);
    m.put(stock.covariate, level);
}

} // namespace

void respond(const ResidentStep& m, EventId event, ServiceId service, std::uint32_t which)
{
    const auto& responses = m.model.responses[static_cast<std::size_t>(event)];
    for (const auto& response : responses) {
        const bool own = response.service >= 0;
        if (own && response.service != service) {
            continue;
        }
        if (!own && service >= 0 && std::any_of(responses.begin(), responses.end(), [&](const Model::Response& other) {
                return other.stock == response.stock && other.service == service;
            })) {
            continue;
        }
        const double amount = m.rules.number(response.amount, 0.0);
        const double size = std::fabs(amount);
        int steps = static_cast<int>(std::floor(size));
        if (const double part = size - steps; part > 0.0) {
            const auto& stock = m.model.stocks[static_cast<std::size_t>(response.stock)];
            steps += m.draw(stock.process, draw_index(m.model, event, service, which)) < part ? 1 : 0;
        }
        if (steps > 0) {
            shift(m, response.stock, amount < 0 ? -steps : steps);
        }
    }
}

void step_stocks(const ResidentStep& m)
{
    each_event(m, ProcessSpec::What::drift, ProcessSpec::What::drift, [&](const Point&, const ProcessSpec& drift) {
        shift(m, drift.of, m.resident.deviation[static_cast<std::size_t>(drift.of)] > 0 ? -1 : 1);
    });
}

} // namespace meam
