#pragma once
// Bounded stocks (trust, hope, building blocks): they respond to what happened, and drift back to the norm of the
// resident's place and profile. A level is norm + deviation; quiet residents have no deviation, so that a policy on
// norms reaches them.

#include "models/moment.hpp"

namespace meam {

/// Lets the stocks respond to an event.
/// @param service  where it happened, or -1
/// @param which    tells apart events of one kind in one week (the id of a crisis' point)
void respond(const Moment& m, EventId event, ServiceId service, std::uint32_t which = 0);

/// Levels from norms and deviations, as the rules stand.
void refresh_stocks(const Model& model, const Tables& rules, Resident& resident);

/// visit(process, multiplier, stock) for each stock away from its norm.
template <class Visit> void each_stock_process(const Moment& m, Visit&& visit)
{
    for (std::size_t s = 0; s < m.model.stocks.size(); ++s) {
        const auto& stock = m.model.stocks[s];
        if (m.resident.deviation[s] != 0 && stock.drift >= 0) {
            visit(m.process(stock.drift, stock.process, stock.slot), 1.0, static_cast<int>(s));
        }
    }
}

/// Drift of this week.
void step_stocks(const Moment& m);

} // namespace meam
