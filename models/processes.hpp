#pragma once
// The processes of a resident: what drives each as things stand, and walking through those that may do something.

#include "models/moment.hpp"
#include "models/services/episodes.hpp"

namespace meam {

/// Hazard and multiplier of a process for this resident, or none where it cannot happen now.
Drive drive_of(const Moment& m, const ProcessSpec& process);

/// This week's hazard of a process.
inline Hazard hazard_of(const Moment& m, std::size_t p, const ProcessSpec& process)
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

/// The highest that a hazard can be until something happens to the resident: a relationship that grows by itself, and
/// what it does for recovery, is taken at its best, so that nobody has to be looked at because it grew.
inline Hazard highest_hazard_of(const Moment& m, std::size_t p, const ProcessSpec& process)
{
    if (process.what != ProcessSpec::What::ease || (m.resident.treated >> process.of & 1U) == 0) {
        return hazard_of(m, p, process);
    }
    return m.hazard(Drive{drive_of(m, process).hazard, 1.0 + highest_treatment_effect(m, process.of)});
}

/// Calls visit(process, spec) for each process of a kind in [first, last] of which something may come this week.
template <class Visit>
void each_process(const Moment& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
{
    const auto begin = m.model.first_process[static_cast<std::size_t>(first)];
    const auto end = m.model.first_process[static_cast<std::size_t>(last) + 1];
    if (m.watch) {
        m.resident.anew.each_in(begin, end, [&](std::size_t p) { visit(p, m.model.processes[p]); });
        return;
    }
    for (std::size_t p = begin; p < end; ++p) {
        visit(p, m.model.processes[p]);
    }
}

/// The same, calling visit(point, spec) for each that has an event this week: its earliest.
template <class Visit> void each_event(const Moment& m, ProcessSpec::What first, ProcessSpec::What last, Visit&& visit)
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
