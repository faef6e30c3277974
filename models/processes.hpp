#pragma once
// The processes of a resident: what drives each as things stand, and walking through those that may do something.

#include "models/moment.hpp"

namespace meam {

/// Hazard and multiplier of a process for this resident, or none where it cannot happen now.
Drive drive_of(const Moment& m, const ProcessSpec& process);

/// Calls visit(process, spec) for each process of a kind in [first, last] of which something may come this week.
template <class Visit>
void each_process(const Moment& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
{
    for (std::size_t p = 0; p < m.model.processes.size(); ++p) {
        const auto& spec = m.model.processes[p];
        if (spec.what >= first && spec.what <= last && (m.looking == nullptr || m.looking->test(p))) {
            visit(p, spec);
        }
    }
}

/// The same, calling visit(point, spec) for each that has an event this week: its earliest.
template <class Visit>
void each_event(const Moment& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
{
    each_process(m, first, last, [&](std::size_t p, const ProcessSpec& spec) {
        Point point;
        if (m.first(drive_of(m, spec), p, point)) {
            visit(point, spec);
        }
    });
}

} // namespace meam
