#pragma once
// The processes of a resident: current hazards, and iteration over processes that may have an event this week.

#include "models/processes/episodes.hpp"
#include "models/processes/resident_step.hpp"

namespace meam {

/// Hazard and multiplier of a process for this resident; no hazard if the process is impossible now.
Drive drive_of(const ResidentStep& m, const ProcessSpec& process);

/// Hazard of a process this week. Computed at most once until it is invalidated, except in reference stepping.
inline Hazard hazard_of(const ResidentStep& m, std::size_t p, const ProcessSpec& process)
{
    if (!m.watch) {
        return m.hazard(drive_of(m, process));
    }
    auto& computed = m.out.computed;
    if (!computed.standing.test(p)) {
        computed.hazard[p] = m.hazard(drive_of(m, process));
        computed.standing.set(p);
    }
    return computed.hazard[p];
}

/// Upper bound of a hazard until the next event of the resident. The relationships of current episodes, which grow with
/// time and speed recovery, are set to their maximum, so that their growth requires no step.
inline Hazard highest_hazard_of(const ResidentStep& m, std::size_t p, const ProcessSpec& process)
{
    if (process.what != ProcessSpec::What::ease || (m.resident.treated >> process.of & 1U) == 0) {
        return hazard_of(m, p, process);
    }
    return m.bound(Drive{drive_of(m, process).hazard, 1.0 + highest_treatment_effect(m, process.of)});
}

/// Calls visit(process, spec) for each process of the kinds [first, last] that may have an event this week.
template <class Visit>
void each_process(const ResidentStep& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
{
    const auto begin = m.model.first_process[static_cast<std::size_t>(first)];
    const auto end = m.model.first_process[static_cast<std::size_t>(last) + 1];
    if (m.watch) {
        m.resident.dirty_processes.each_in(begin, end, [&](std::size_t p) { visit(p, m.model.processes[p]); });
        return;
    }
    for (std::size_t p = begin; p < end; ++p) {
        visit(p, m.model.processes[p]);
    }
}

/// As each_process, but calls visit(point, spec) only for processes with an event this week, with the earliest point.
template <class Visit>
void each_event(const ResidentStep& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
{
    each_process(m, first, last, [&](std::size_t p, const ProcessSpec& spec) {
        Point point;
        const Hazard hazard = hazard_of(m, p, spec);
        if (hazard > 0 && !m.quiet(p, hazard) && m.field(spec.address).first_in(m.now, hazard, point)) {
            visit(point, spec);
        }
    });
}

} // namespace meam
