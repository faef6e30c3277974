#include "models/processes/processes.hpp"

#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"

namespace meam {

Drive drive_of(const ResidentStep& m, const ProcessSpec& process)
{
    const auto at = static_cast<std::size_t>(process.of);
    switch (process.what) {
    case ProcessSpec::What::death:
        return {m.model.deaths[at].rate};
    case ProcessSpec::What::departure:
        return {m.can_come() ? m.model.departure : -1};
    case ProcessSpec::What::worsen: {
        const auto& need = m.model.needs[at];
        return {need.worsening[static_cast<std::size_t>(m.level(need.severity))]};
    }
    case ProcessSpec::What::ease: {
        const auto& need = m.model.needs[at];
        const HazardId easing = need.easing[static_cast<std::size_t>(m.level(need.severity))];
        return {easing, easing < 0 ? 1.0 : 1.0 + treatment_effect(m, process.of)};
    }
    case ProcessSpec::What::move: {
        const auto& circumstance = m.model.circumstances[at];
        const auto& move = circumstance.moves[static_cast<std::size_t>(process.second)];
        if (move.from != m.level(circumstance.covariate)) {
            return {};
        }
        return {move.hazard, episode_speed(m, process.of, move.to)};
    }
    case ProcessSpec::What::drift:
        return {m.resident.deviation[at] != 0 ? m.model.stocks[at].drift : -1};
    case ProcessSpec::What::crisis:
        return {m.at_liberty() ? m.model.crises[at].rate : -1};
    case ProcessSpec::What::contact:
        return {m.at_liberty() ? m.model.purposes[at].rate : -1};
    case ProcessSpec::What::repeat:
        return {m.at_liberty() && m.resident.unmet_contacts[at].until >= m.now ? m.model.purposes[at].repeats : -1};
    case ProcessSpec::What::door: {
        const auto& edge = m.model.edges[at];
        return {m.can_come() && usable(m, edge) ? edge.rate : -1};
    }
    }
    return {};
}

} // namespace meam
