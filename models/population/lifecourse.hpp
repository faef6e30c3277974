#pragma once
// Ageing, deaths, moving away. What is lost to death, custody and moves is counted apart, never as success.

#include "models/moment.hpp"

namespace meam {

/// visit(process, multiplier, cause) for each cause of death, and for moving away with cause -1.
template <class Visit> void each_life_process(const Moment& m, Visit&& visit)
{
    for (std::size_t d = 0; d < m.model.deaths.size(); ++d) {
        const auto& death = m.model.deaths[d];
        visit(m.process(death.rate, death.process, death.slot), 1.0, static_cast<int>(d));
    }
    if (m.model.departure >= 0 && m.at_liberty()) {
        visit(m.process(m.model.departure, m.model.departure_process, m.model.departure_slot), 1.0, -1);
    }
}

/// @param cause   index of the cause; the number of causes means "in a crisis"
/// @param crisis  which crisis, or -1
void die(const Moment& m, int cause, int crisis = -1);

/// The earliest of death and departure this week. @return false when the resident is here no longer
bool step_life(const Moment& m);

} // namespace meam
