#include "models/processes/crises.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/processes.hpp"
#include "sim/short_lists.hpp"

#include <algorithm>
#include <array>

namespace meam {
namespace {

/// Which of the four counts a crisis reaches: 0 happened .. 3 acted on. Each asks only of those that reached the one
/// before.
int counts_reached(const ResidentStep& m, const Crisis& crisis, const CrisisEvent& it)
{
    const std::array<ChanceId, 3> chances{crisis.disclosed, crisis.recorded, crisis.acted_on};
    int reached = 0;
    for (std::uint32_t i = 0; i < 3 && m.happens(chances[i], it.process, question(it.point, 2 + i)); ++i) {
        ++reached;
    }
    return reached;
}

/// @return false when the resident died or left
bool follow_all(const ResidentStep& m, const Crisis& crisis, const CrisisEvent& it)
{
    Consequences together;
    for (const auto& then : crisis.consequences) {
        if (follows(m, then, question(it.point, 0))) {
            together.push_back(&then);
        }
    }
    return carry_out(m, together, it.crisis);
}

/// Whether the agency cannot meet what the crisis is about.
bool inappropriate(const ResidentStep& m, const Crisis& crisis, const CrisisEvent& it)
{
    if (it.inappropriate) {
        return *it.inappropriate;
    }
    return std::any_of(crisis.inappropriate.begin(), crisis.inappropriate.end(), [&](const auto& of_need) {
        return of_need.first == it.cause &&
               m.draw(it.process, question(it.point, 6)) < m.rules.number(of_need.second, 0.0);
    });
}

/// @return how far it got
int count_crisis(const ResidentStep& m, const Crisis& crisis, const CrisisEvent& it)
{
    const int reached = counts_reached(m, crisis, it);
    const auto at = strata::of(m.model, m.resident);
    for (const int stratum : at) {
        for (int i = 0; i <= reached; ++i) {
            m.count(m.layout.crisis_cell(stratum, it.crisis, i, m.lives_here()));
        }
    }
    m.note(log_kind::crisis, it.crisis * 4 + reached);
    if (reached < recorded || !m.lives_here()) { // agencies here do not know what is recorded elsewhere
        return reached;
    }
    const bool unfit = inappropriate(m, crisis, it);
    if (unfit) {
        for (const int stratum : at) {
            m.count(m.layout.inappropriate_cell(stratum, it.crisis));
        }
    }
    if (crisis.demand == Demand::reactive) {
        m.out.recorded.push_back({m.now, m.id, static_cast<std::uint8_t>(it.crisis), unfit});
    } else if (crisis.demand == Demand::preventative && m.model.ranks_by_share) {
        m.out.prevented.push_back({m.now, m.id, crisis.agency_index});
    }
    if (it.cause >= 0) {
        m.resident.known[static_cast<std::size_t>(crisis.agency_index)] |= static_cast<std::uint16_t>(1U << it.cause);
    }
    if (crisis.service >= 0) {
        share_information(m, m.model.services[static_cast<std::size_t>(crisis.service)]);
        if (reached == acted_on) {
            refer_after_crisis(m, crisis.service, it.point);
        }
    }
    return reached;
}

struct Happening {
    std::uint32_t instant;
    int crisis;
    std::uint32_t point;
    NeedId cause;
};

/// Whether another of those of which a week holds one came before.
bool too_late(const ResidentStep& m, const Happening* week, const Happening& it)
{
    const auto group = [&](const Happening& one) {
        return m.model.crises[static_cast<std::size_t>(one.crisis)].one_a_week;
    };
    return group(it) >= 0 && std::any_of(week, &it, [&](const Happening& one) { return group(one) == group(it); });
}

} // namespace

NeedId cause_of(const ResidentStep& m, HazardId rate, std::uint32_t process, std::uint32_t point)
{
    double total = 0.0;
    const auto part_of = [&](const Need& need) {
        const int severity = m.level(need.severity);
        return severity == 0 ? 0.0 : m.rules.need_part(rate, need.severity, severity);
    };
    for (const auto& need : m.model.needs) {
        total += part_of(need);
    }
    double x = m.draw(process, question(point, 1)) * total;
    for (std::size_t n = 0; n < m.model.needs.size(); ++n) {
        const double part = part_of(m.model.needs[n]);
        if (part > 0.0 && x < part) {
            return static_cast<NeedId>(n);
        }
        x -= part;
    }
    return -1;
}

CrisisResult apply_crisis(const ResidentStep& m, const CrisisEvent& it)
{
    const auto& crisis = m.model.crises[static_cast<std::size_t>(it.crisis)];
    CrisisResult result;
    result.reached = count_crisis(m, crisis, it);
    happen(m, crisis.event, crisis.service, it.point);
    if (result.reached >= recorded) {
        happen(m, crisis.recorded_event, crisis.service, it.point);
    }
    result.alive = follow_all(m, crisis, it);
    return result;
}

bool simulate_crises(const ResidentStep& m)
{
    ShortList<Happening, 8> week;
    each_process(m, ProcessSpec::What::crisis, ProcessSpec::What::crisis, [&](std::size_t p, const ProcessSpec& spec) {
        const Hazard hazard = hazard_of(m, p, spec);
        if (!m.quiet(p, hazard)) {
            m.field(spec.address).each_in(m.now, hazard, [&](const Point& point) {
                week.push_back({point.instant, spec.of, point.id, -1});
            });
        }
    });
    // All of the week's crises arise from its needs; what follows from one does not unmake another.
    for (auto& happening : week) {
        const auto& crisis = m.model.crises[static_cast<std::size_t>(happening.crisis)];
        happening.cause = cause_of(m, crisis.rate, crisis.process, happening.point);
    }
    std::sort(week.begin(), week.end(), [](const Happening& a, const Happening& b) {
        return std::tie(a.instant, a.crisis, a.point) < std::tie(b.instant, b.crisis, b.point);
    });
    for (const auto& happening : week) {
        if (too_late(m, week.data(), happening)) {
            continue;
        }
        const auto process = m.model.crises[static_cast<std::size_t>(happening.crisis)].process;
        if (!apply_crisis(m, {happening.crisis, happening.cause, process, happening.point, {}}).alive) {
            return false;
        }
        if (!m.at_liberty()) {
            return true;
        }
    }
    return true;
}

} // namespace meam
