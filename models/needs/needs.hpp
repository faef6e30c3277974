#pragma once
// Onset, escalation, easing and recovery: the rules that every need shares.

#include "models/moment.hpp"
#include "models/services/episodes.hpp"

namespace meam {

/// visit(process, multiplier, need, direction) for each way a need may change in this week: +1 worse, -1 better. A need
/// that is read off a circumstance has no processes of its own.
template <class Visit> void each_need_process(const Moment& m, Visit&& visit)
{
    for (std::size_t n = 0; n < m.model.needs.size(); ++n) {
        const auto& need = m.model.needs[n];
        if (need.circumstance >= 0) {
            continue;
        }
        const int id = static_cast<int>(n);
        const auto severity = static_cast<std::size_t>(m.level(need.severity));
        if (need.worsening[severity] >= 0) {
            visit(m.process(need.worsening[severity], need.worsen_process, need.worsen_slot), 1.0, id, 1);
        }
        if (need.easing[severity] >= 0) {
            visit(m.process(need.easing[severity], need.ease_process, need.ease_slot), 1.0 + treatment_effect(m, id),
                  id, -1);
        }
    }
}

/// Sets a need's severity, with what follows from it: ever, the number of needs, the log.
void set_severity(const Moment& m, NeedId need, int severity);

/// Severities that are read off a circumstance, after it changed.
void read_needs(const Moment& m, int circumstance);

/// What the needs do this week: at most one change each, the earliest; all from the state at the week's start.
void step_needs(const Moment& m);

/// treatment.<need> and exit.<need> as they stand in a week.
void refresh_treatment(const Model& model, Resident& resident, Week now);
/// The next week in which one of them changes by itself.
Week next_treatment_band(const Model& model, const Resident& resident, Week now);

} // namespace meam
