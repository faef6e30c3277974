#pragma once
// Crises: how many, which of the four counts each reaches, what follows.

#include "models/moment.hpp"

namespace meam {

/// visit(process, multiplier, crisis) for each kind of crisis, for residents at liberty.
template <class Visit> void each_crisis_process(const Moment& m, Visit&& visit)
{
    if (!m.at_liberty()) {
        return;
    }
    for (std::size_t c = 0; c < m.model.crises.size(); ++c) {
        const auto& crisis = m.model.crises[c];
        visit(m.process(crisis.rate, crisis.process, crisis.slot), 1.0, static_cast<int>(c));
    }
}

/// This week's crises, with the needs of this week. @return false when the resident died of one
bool arise(const Moment& m);

} // namespace meam
