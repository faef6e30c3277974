#pragma once
// Home, work: one state at a time, moved by hazards, by services and by crises.

#include "models/moment.hpp"
#include "models/services/episodes.hpp"

namespace meam {

/// visit(process, multiplier, circumstance, to) for each move open from the present states.
template <class Visit> void each_move_process(const Moment& m, Visit&& visit)
{
    for (std::size_t c = 0; c < m.model.circumstances.size(); ++c) {
        const auto& circumstance = m.model.circumstances[c];
        const int state = m.level(circumstance.covariate);
        for (const auto& move : circumstance.moves) {
            if (move.from == state) {
                visit(m.process(move.hazard, move.process, move.slot), episode_speed(m, static_cast<int>(c), move.to),
                      static_cast<int>(c), move.to);
            }
        }
    }
}

/// Puts the resident into a state, with what follows: needs read off it, custody, stocks, the log.
void enter_state(const Moment& m, int circumstance, int state);

/// The earliest move of each circumstance this week, from the states at the week's start.
void step_circumstances(const Moment& m);

} // namespace meam
