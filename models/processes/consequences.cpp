#include "models/processes/consequences.hpp"

#include "models/population/conditions.hpp"
#include "models/processes/circumstances.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/life_course.hpp"
#include "models/processes/needs.hpp"
#include "models/processes/stocks.hpp"

#include <algorithm>

namespace meam {
namespace {

bool applies(const ResidentStep& m, const Consequence& then)
{
    for (const auto& [need, severity] : then.only_if) {
        if (m.severity(need) < severity) {
            return false;
        }
    }
    if (then.circumstance >= 0 && !then.only_from.empty()) {
        const int state = m.level(m.model.circumstances[static_cast<std::size_t>(then.circumstance)].covariate);
        if (std::find(then.only_from.begin(), then.only_from.end(), state) == then.only_from.end()) {
            return false;
        }
    }
    return covers(m.model, then.whom, m.resident);
}

/// Into the queue of a service, if it may take the resident: counted as an arrival there, as of those who ask.
void refer_to(const ResidentStep& m, ServiceId service)
{
    const ServiceId to = m.answering[static_cast<std::size_t>(service)];
    if (to < 0 || !m.can_come() || engagement_with(m.resident, to) >= 0 || (m.resident.written_off >> to & 1U) != 0 ||
        !eligible(m.model, m.model.services[static_cast<std::size_t>(to)], m.resident)) {
        return;
    }
    record_service_event(m, to, Event::presented);
    join(m, to, 1, m.resident.assessed_before, false);
}

void clear_records(const ResidentStep& m, Forgets what)
{
    if (what == Forgets::unmet) {
        m.resident.unmet = 0;
    } else if (what == Forgets::written_off) {
        for (std::size_t s = 0; s < m.model.services.size(); ++s) {
            if ((m.resident.written_off >> s & 1U) != 0) {
                m.engagement_changed(static_cast<ServiceId>(s));
            }
        }
        m.resident.written_off = 0;
    }
}

} // namespace

void happen(const ResidentStep& m, EventId event, ServiceId service, std::uint32_t which)
{
    respond(m, event, service, which);
    if (!m.model.followed_by[static_cast<std::size_t>(event)].empty()) {
        m.out.happened.push_back({event, service, which});
    }
}

bool follows(const ResidentStep& m, const Consequence& then, std::uint32_t draw)
{
    return applies(m, then) && m.happens(then.chance, then.process, draw);
}

bool carry_out(const ResidentStep& m, const Consequences& all, int crisis)
{
    if (std::ranges::any_of(all, &Consequence::death)) {
        die(m, static_cast<int>(m.model.deaths.size()), crisis);
        return false;
    }
    for (const auto* then : all) {
        if (then->worsens >= 0 && m.severity(then->worsens) < 3) {
            set_severity(m, then->worsens, m.severity(then->worsens) + 1);
        }
        if (then->eases >= 0 && m.severity(then->eases) > 0) {
            set_severity(m, then->eases, m.severity(then->eases) - 1);
        }
    }
    std::uint32_t moved = 0; // circumstances, a bit each
    for (const auto* then : all) {
        if (then->circumstance >= 0 && (moved >> then->circumstance & 1U) == 0) {
            moved |= 1U << then->circumstance;
            enter_state(m, then->circumstance, then->to_state);
        }
    }
    for (const auto* then : all) {
        clear_records(m, then->forgets);
    }
    if (std::ranges::any_of(all, &Consequence::departs) && m.lives_here() && !depart(m)) {
        return false;
    }
    for (const auto* then : all) {
        if (then->refers >= 0) {
            refer_to(m, then->refers);
        }
    }
    return true;
}

bool apply_sequels(const ResidentStep& m)
{
    auto& happened = m.out.happened;
    bool there = true;
    for (std::size_t i = 0; there && i < happened.size(); ++i) {
        const auto it = happened[i]; // more may come while it is read
        const auto draw = draw_index(m.model, it.event, it.service, it.which);
        Consequences together;
        for (const int s : m.model.followed_by[static_cast<std::size_t>(it.event)]) {
            const auto& sequel = m.model.sequels[static_cast<std::size_t>(s)];
            const bool here = sequel.at.empty() || std::ranges::find(sequel.at, it.service) != sequel.at.end();
            if (here && follows(m, sequel.what, draw)) {
                together.push_back(&sequel.what);
            }
        }
        there = carry_out(m, together);
    }
    happened.clear();
    return there;
}

} // namespace meam
