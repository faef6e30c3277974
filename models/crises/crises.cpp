#include "models/crises/crises.hpp"

#include "models/circumstances/circumstances.hpp"
#include "models/needs/needs.hpp"
#include "models/observation/log_kinds.hpp"
#include "models/population/lifecourse.hpp"
#include "models/processes.hpp"
#include "models/services/asking.hpp"
#include "models/stocks/stocks.hpp"
#include "sim/short_lists.hpp"

#include <algorithm>
#include <array>

namespace meam {
namespace {

/// Addresses of the draws about one crisis: its process, the id of its point, and which question.
constexpr std::uint32_t question(std::uint32_t point, std::uint32_t which)
{
    return (point ^ which << 20) & 0x7fffffffU;
}

/// The need that caused a crisis, each in proportion to what it adds to the rate; -1: none of them.
NeedId cause_of(const Moment& m, const Crisis& crisis, std::uint32_t point)
{
    double total = 0.0;
    const auto part_of = [&](const Need& need) {
        return m.level(need.severity) == 0 ? 0.0 : m.rules.need_part(crisis.rate, need.severity, m.resident.covariates);
    };
    for (const auto& need : m.model.needs) {
        total += part_of(need);
    }
    double x = m.draw(crisis.process, question(point, 1)) * total;
    for (std::size_t n = 0; n < m.model.needs.size(); ++n) {
        const double part = part_of(m.model.needs[n]);
        if (part > 0.0 && x < part) {
            return static_cast<NeedId>(n);
        }
        x -= part;
    }
    return -1;
}

/// Which of the four counts a crisis reaches: 0 happened .. 3 acted on. Each asks only of those that reached the one
/// before.
int counts_reached(const Moment& m, const Crisis& crisis, std::uint32_t point)
{
    const std::array<ChanceId, 3> chances{crisis.disclosed, crisis.recorded, crisis.acted_on};
    int reached = 0;
    for (std::uint32_t i = 0; i < 3 && m.happens(chances[i], crisis.process, question(point, 2 + i)); ++i) {
        ++reached;
    }
    return reached;
}

bool applies(const Moment& m, const Consequence& then)
{
    for (const auto& [need, severity] : then.only_if) {
        if (m.severity(need) < severity) {
            return false;
        }
    }
    if (then.circumstance >= 0 && !then.only_from.empty()) {
        const int state = m.level(m.model.circumstances[static_cast<std::size_t>(then.circumstance)].covariate);
        return std::find(then.only_from.begin(), then.only_from.end(), state) != then.only_from.end();
    }
    return true;
}

/// @return false when the resident died
bool follow(const Moment& m, const Crisis& crisis, int c, std::uint32_t point)
{
    for (const auto& then : crisis.consequences) {
        if (!applies(m, then) || !m.happens(then.chance, then.process, question(point, 0))) {
            continue;
        }
        if (then.death) {
            die(m, static_cast<int>(m.model.deaths.size()), c);
            return false;
        }
        if (then.worsens >= 0 && m.severity(then.worsens) < 3) {
            set_severity(m, then.worsens, m.severity(then.worsens) + 1);
        }
        if (then.circumstance >= 0) {
            enter_state(m, then.circumstance, then.to_state);
        }
    }
    return true;
}

void count_crisis(const Moment& m, const Crisis& crisis, int c, std::uint32_t point, NeedId cause)
{
    const int reached = counts_reached(m, crisis, point);
    const auto at = strata::of(m.model, m.resident);
    for (const int stratum : at) {
        for (int i = 0; i <= reached; ++i) {
            m.count(m.layout.crisis_cell(stratum, c, i));
        }
    }
    m.note(log_kind::crisis, c * 4 + reached);
    if (reached < 2) {
        return;
    }
    bool inappropriate = false;
    for (const auto& [need, share] : crisis.inappropriate) {
        inappropriate =
            inappropriate || (need == cause && m.draw(crisis.process, question(point, 6)) < m.rules.number(share, 0.0));
    }
    if (inappropriate) {
        for (const int stratum : at) {
            m.count(m.layout.inappropriate_cell(stratum, c));
        }
    }
    m.out.recorded.push_back({m.now, m.id, static_cast<std::uint8_t>(c), inappropriate});
    if (cause >= 0) {
        m.resident.known[static_cast<std::size_t>(crisis.agency_index)] |= static_cast<std::uint16_t>(1U << cause);
    }
    if (crisis.service >= 0) {
        pass_on(m, m.model.services[static_cast<std::size_t>(crisis.service)]);
        if (reached == 3) {
            send_on(m, crisis.service, point);
        }
    }
}

} // namespace

bool arise(const Moment& m)
{
    struct Happening {
        std::uint32_t instant;
        int crisis;
        std::uint32_t point;
        NeedId cause;
    };
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
        happening.cause = cause_of(m, m.model.crises[static_cast<std::size_t>(happening.crisis)], happening.point);
    }
    std::sort(week.begin(), week.end(), [](const Happening& a, const Happening& b) {
        return std::tie(a.instant, a.crisis, a.point) < std::tie(b.instant, b.crisis, b.point);
    });
    for (const auto& happening : week) {
        const auto& crisis = m.model.crises[static_cast<std::size_t>(happening.crisis)];
        count_crisis(m, crisis, happening.crisis, happening.point, happening.cause);
        respond(m, crisis.event, crisis.service, happening.point);
        if (!follow(m, crisis, happening.crisis, happening.point)) {
            return false;
        }
        if (!m.at_liberty()) {
            return true;
        }
    }
    return true;
}

} // namespace meam
