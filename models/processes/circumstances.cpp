#include "models/processes/circumstances.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/needs.hpp"
#include "models/processes/processes.hpp"

#include <array>
#include <bit>

namespace meam {

namespace {

/// Applies a move to another place or back: records the week, and ends all engagements of a resident who has left.
void cross(const ResidentStep& m)
{
    m.resident.ended = m.lives_here() ? never : m.now;
    if (!m.lives_here()) {
        end_all_engagements(m, Event::count, Exit::left);
    }
}

} // namespace

void enter_state(const ResidentStep& m, int c, int state)
{
    const auto& circumstance = m.model.circumstances[static_cast<std::size_t>(c)];
    if (m.level(circumstance.covariate) == state) {
        return;
    }
    const bool was_here = m.lives_here();
    m.put(circumstance.covariate, state);
    m.note(log_kind::move, c * 256 + state);
    read_needs(m, c);
    if (was_here != m.lives_here()) {
        cross(m);
    }
    if (circumstance.away[static_cast<std::size_t>(state)]) {
        end_all_engagements(m, Event::ended_by_custody, Exit::custody);
    } else {
        leave_beds(m, c);
    }
    happen(m, circumstance.first_event + state, -1);
}

void step_circumstances(const ResidentStep& m)
{
    struct Turn {
        std::uint32_t instant;
        int to;
    };
    std::array<Turn, most_circumstances> turns;
    std::uint32_t turning = 0; // circumstances that change this week, one bit each
    each_event(m, ProcessSpec::What::move, ProcessSpec::What::move, [&](const Point& point, const ProcessSpec& move) {
        const auto c = static_cast<std::size_t>(move.of);
        if ((turning >> c & 1U) == 0 || point.instant < turns[c].instant) {
            turns[c] = {point.instant, m.model.circumstances[c].moves[static_cast<std::size_t>(move.second)].to};
            turning |= 1U << c;
        }
    });
    for (; turning != 0; turning &= turning - 1) {
        const int c = std::countr_zero(turning);
        enter_state(m, c, turns[static_cast<std::size_t>(c)].to);
    }
}

} // namespace meam
