#include "models/processes/help_seeking.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/population/conditions.hpp"
#include "models/processes/circumstances.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/processes.hpp"
#include "sim/mathematics.hpp"
#include "sim/short_lists.hpp"

#include <algorithm>
#include <array>

namespace meam {
namespace {

const Service& service_of(const ResidentStep& m, ServiceId id)
{
    return m.model.services[static_cast<std::size_t>(id)];
}

void request(const ResidentStep& m, Request::Kind kind, const Engagement& e)
{
    m.out.requests.push_back({kind, e.service, e.worker, {e.priority, e.since, e.tie, m.id}});
}

/// The desk must remove an engagement that ends.
void request_leave(const ResidentStep& m, const Engagement& e)
{
    if (e.stage == Stage::waiting_assessment) {
        request(m, Request::Kind::leave_assessment, e);
    } else if (e.stage == Stage::waiting_treatment) {
        request(m, Request::Kind::leave_treatment, e);
    } else if (e.stage == Stage::in_treatment) {
        request(m, Request::Kind::leave_episode, e);
    }
}

/// Treatment of the needs that only this episode treated ends now; from next week on they are counted as after
/// treatment.
void stop_treating(const ResidentStep& m, const Engagement& ended, Exit exit)
{
    for (const auto& [need, effect] : service_of(m, ended.service).treats) {
        bool elsewhere = false;
        for (const auto& e : m.resident.engaged) {
            if (e.stage == Stage::in_treatment && e.service != ended.service) {
                for (const auto& [other, size] : m.model.services[e.service].treats) {
                    elsewhere = elsewhere || other == need;
                }
            }
        }
        if (!elsewhere) {
            m.resident.treated_since[static_cast<std::size_t>(need)] = -1;
            m.resident.treated_until[static_cast<std::size_t>(need)] = m.now + 1;
            m.resident.treated |= static_cast<std::uint16_t>(1U << need);
            m.put(m.model.needs[static_cast<std::size_t>(need)].exit, static_cast<int>(exit));
        }
    }
}

/// Puts the resident into the queue of the service an engagement is with.
void queue_up(const ResidentStep& m, Engagement& e)
{
    const auto& service = m.model.services[e.service];
    const bool assessment = assesses(service) && !e.drawn;
    e.stage = assessment ? Stage::waiting_assessment : Stage::waiting_treatment;
    e.since = m.now;
    e.priority = e.priority == 0 ? std::uint8_t{0} : band_of(m.model, service, m.resident);
    m.resident.endings_changed = true;
    e.tie = service.tie_by_resident
                ? m.id
                : block(m.key, {m.id, service.tie_process, static_cast<std::uint32_t>(m.now), 0})[0];
    request(m, assessment ? Request::Kind::join_assessment : Request::Kind::join_treatment, e);
}

Engagement* add_engagement(const ResidentStep& m, ServiceId service)
{
    auto& r = m.resident;
    if (r.engaged.size() == most_engagements) {
        ++m.out.overflows;
        return nullptr;
    }
    m.engagement_changed(service);
    auto& e = r.engaged.emplace_back();
    e.service = static_cast<std::uint8_t>(service);
    e.asked = m.now;
    e.after_answers = m.out.services_answered;
    return &e;
}

/// Whether an engagement comes to this ending this week, and when.
bool happens(const ResidentStep& m, const Engagement& e, HazardId hazard, std::uint32_t address, Ending ending,
             Point& point)
{
    const auto& known = e.quiet[static_cast<std::size_t>(ending)];
    if (hazard < 0 || (m.watch && !m.resident.endings_changed && m.now < known.until())) {
        return false;
    }
    const Hazard h = m.hazard(hazard);
    return h > 0 && !(m.watch && known.in(m.now, h)) && m.field(address).first_in(m.now, h, point);
}

/// An engagement ends, and the resident is sent on along one of the edges for such an end, or none.
void leave(const ResidentStep& m, int i, Leaving how)
{
    constexpr std::array<Event, 4> events{Event::completed, Event::dropped_out, Event::discharged, Event::abandoned};
    constexpr std::array<Exit, 4> exits{Exit::completed, Exit::left, Exit::discharged, Exit::none};
    const auto way = static_cast<std::size_t>(how);
    const int from = m.resident.engaged[static_cast<std::size_t>(i)].service;
    const auto next = race(m, service_of(m, from).step_down[way], 1);
    end_engagement(m, i, events[way], exits[way]);
    if (next >= 0) {
        record_service_event(m, from, Event::referred_on);
        refer_along(m, m.model.edges[static_cast<std::size_t>(next)], 1, false);
    }
}

/// Appointments and endings of one episode this week. @return true when it ended
bool step_episode(const ResidentStep& m, int i)
{
    auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    const auto& service = m.model.services[e.service];
    const auto first = [&](HazardId hazard, std::uint32_t address, Ending ending, Point& point) {
        return happens(m, e, hazard, address, ending, point);
    };
    Point missed, completed, left;
    if (first(service.missed, service.missed_process, Ending::missed, missed)) {
        e.missed = e.last_missed == m.now - 1 ? static_cast<std::uint8_t>(e.missed + 1) : std::uint8_t{1};
        e.last_missed = m.now;
        settle_relationship(m.shared, service, e, m.now - 1);
        e.relationship -= m.shared.number(service.decay, 0.0) * e.relationship;
        e.met = m.now; // a week not met: settled by the decay
        e.next_band = 0;
        m.help_changed(e.service);
        record_service_event(m, e.service, Event::missed);
        if (e.missed >= static_cast<int>(m.shared.number(service.missed_limit, 1e9))) {
            leave(m, i, Leaving::discharged);
            return true;
        }
    }
    const Week weeks = m.now - e.since;
    const bool done = weeks >= shortest_stay(service, m.shared) &&
                      first(service.completion, service.completion_process, Ending::completion, completed);
    const bool drop = first(service.drop_out, service.drop_out_process, Ending::drop_out, left);
    const bool over = weeks >= longest_stay(service, m.shared);
    if ((done && (!drop || completed.instant <= left.instant)) || (over && !drop && service.longest_completes)) {
        leave(m, i, Leaving::completed);
        return true;
    }
    if (drop) {
        m.resident.unmet |= service.placebo() ? 0 : service_bit(e.service);
        leave(m, i, Leaving::dropped_out);
        return true;
    }
    if (over) {
        leave(m, i, Leaving::discharged);
        return true;
    }
    if (weeks > 0 && weeks % 13 == 0) {
        record_service_event(m, e.service, Event::season);
    }
    return false;
}

/// What happens to one engagement this week. @return true when it ended
bool step_engagement(const ResidentStep& m, int i)
{
    auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    const auto& service = m.model.services[e.service];
    switch (e.stage) {
    case Stage::transit: {
        if (e.due > m.now) {
            return false;
        }
        const ServiceId to = m.answering[e.service];
        if (to < 0 || (to != e.service && engagement_with(m.resident, to) >= 0)) {
            end_engagement(m, i, Event::lost, Exit::none);
            return true;
        }
        m.engagement_changed(e.service);
        m.engagement_changed(to);
        e.service = static_cast<std::uint8_t>(to);
        queue_up(m, e);
        return false;
    }
    case Stage::parked:
        if (e.due > m.now) {
            return false;
        }
        m.resident.unmet |= service_bit(e.service);
        end_engagement(m, i, Event::count, Exit::none);
        return true;
    case Stage::waiting_assessment:
    case Stage::waiting_treatment: {
        Point point;
        if (happens(m, e, service.abandonment, service.abandonment_process, Ending::abandonment, point)) {
            m.resident.unmet |= service.placebo() ? 0 : service_bit(e.service);
            leave(m, i, Leaving::abandoned);
            return true;
        }
        return false;
    }
    case Stage::in_treatment:
        return step_episode(m, i);
    case Stage::none:
        break;
    }
    return false;
}

int last_engagement(const Resident& r)
{
    return static_cast<int>(r.engaged.size()) - 1;
}

} // namespace

int engagement_with(const Resident& r, ServiceId service)
{
    const auto it = std::ranges::find(r.engaged, service, &Engagement::service);
    return it == r.engaged.end() ? -1 : static_cast<int>(it - r.engaged.begin());
}

bool assesses(const Service& service)
{
    return service.assessments.set() || service.unlimited;
}

bool eligible(const Model& model, const Service& service, const Resident& r)
{
    return std::ranges::all_of(service.eligible,
                               [&](const auto& asked) {
                                   const auto& c = model.circumstances[static_cast<std::size_t>(asked.first)];
                                   return asked.second[r.covariates[static_cast<std::size_t>(c.covariate)]];
                               }) &&
           (!service.whom || covers(model, *service.whom, r));
}

bool engaged(const Model& model, const Resident& r)
{
    return std::ranges::any_of(r.engaged, [&](const Engagement& e) { return !model.services[e.service].placebo(); });
}

bool usable(const ResidentStep& m, const Edge& edge, bool though_written_off)
{
    if (!is_on(m.rules.number(edge.open, 1.0))) {
        return false;
    }
    if (m.model.place.one_at_a_time && edge.from < 0 && !service_of(m, edge.to).placebo() &&
        engaged(m.model, m.resident)) {
        return false;
    }
    const ServiceId to = m.answering[static_cast<std::size_t>(edge.to)];
    if (to < 0 || (!though_written_off && (m.resident.written_off & service_bit(to)) != 0) ||
        engagement_with(m.resident, to) >= 0 || !eligible(m.model, service_of(m, to), m.resident)) {
        return false;
    }
    for (const auto& [need, severity] : edge.needs) {
        if (m.severity(need) < severity) {
            return false;
        }
    }
    return !edge.whom || covers(m.model, *edge.whom, m.resident);
}

void record_service_event(const ResidentStep& m, ServiceId service, Event event, std::uint32_t which)
{
    m.note(log_kind::desk, service * 64 + static_cast<int>(event));
    if (!service_of(m, service).placebo()) { // which only watches: its enrolments are an observation, not an outcome
        m.count(m.layout.desk_cell(service, event));
        happen(m, static_cast<EventId>(event), service, which);
    }
}

std::uint8_t band_of(const Model& model, const Service& service, const Resident& resident)
{
    const auto it = std::ranges::find_if(service.first, [&](const Reach& of) { return covers(model, of, resident); });
    return static_cast<std::uint8_t>(1 + (it - service.first.begin()));
}

std::uint8_t last_band(const Service& service)
{
    return static_cast<std::uint8_t>(2 + service.first.size());
}

bool join(const ResidentStep& m, ServiceId service, std::uint8_t priority, bool retold, bool drawn)
{
    Engagement* e = add_engagement(m, service);
    if (e == nullptr) {
        return false;
    }
    e->priority = priority;
    e->retold = retold;
    e->drawn = drawn;
    queue_up(m, *e);
    return true;
}

void place_at_start(const ResidentStep& m, ServiceId service, bool past_the_door)
{
    if (join(m, service, 1, false, past_the_door)) {
        m.resident.engaged.back().drawn = false;
    }
}

Week weeks_of_delay(double delay)
{
    return delay > 0.0 ? std::max(1, static_cast<int>(delay + 0.5)) : 0;
}

void refer_along(const ResidentStep& m, const Edge& edge, std::uint8_t priority, bool drawn, Week later)
{
    const bool watched = service_of(m, edge.to).placebo();
    if (edge.kind == EdgeKind::enforce && edge.from >= 0 && !watched) {
        record_service_event(m, edge.from, Event::enforced);
    }
    if (m.draw(edge.lost_process) < m.rules.number(edge.lost, 0.0)) {
        if (watched) {
            return;
        }
        if (edge.from >= 0) {
            record_service_event(m, edge.from, Event::lost);
        }
        m.resident.unmet |= service_bit(edge.to);
        return;
    }
    const ServiceId to = m.answering[static_cast<std::size_t>(edge.to)];
    if (to < 0 || engagement_with(m.resident, to) >= 0) {
        return;
    }
    Engagement* e = add_engagement(m, to);
    if (e == nullptr) {
        return;
    }
    e->priority = priority;
    e->retold = is_on(m.rules.number(edge.retold, 0.0));
    e->drawn = drawn;
    if (const Week way = weeks_of_delay(m.rules.number(edge.delay, 1.0)) + later; way > 0) {
        e->stage = Stage::transit;
        e->since = m.now;
        e->due = m.now + way;
    } else {
        queue_up(m, *e);
    }
    if (edge.from >= 0 && is_on(m.rules.number(edge.shares, 0.0))) {
        auto& known = m.resident.known;
        known[static_cast<std::size_t>(service_of(m, to).agency_index)] |=
            known[static_cast<std::size_t>(service_of(m, edge.from).agency_index)];
    }
}

EdgeId race(const ResidentStep& m, const std::vector<EdgeId>& edges, std::uint32_t which)
{
    EdgeId winner = -1;
    double best = 0.0, none = 1.0;
    for (const EdgeId id : edges) {
        const auto& edge = m.model.edges[static_cast<std::size_t>(id)];
        if (!usable(m, edge)) {
            continue;
        }
        const double chance = edge.chance < 0 ? 1.0 : m.rules.chance(edge.chance, m.resident.covariates);
        const double u = m.draw(edge.process, which & 0x7fffffffU);
        if (service_of(m, edge.to).placebo()) { // takes no resident from another service: outside the race
            if (u < chance && edge.kind != EdgeKind::signpost) {
                refer_along(m, edge, 1, false);
            }
            continue;
        }
        none -= chance;
        if (chance <= 0.0) {
            continue;
        }
        const double time = -logarithm(u) / chance;
        if (winner < 0 || time < best) {
            winner = id;
            best = time;
        }
    }
    if (winner >= 0 && none > 0.0) {
        const auto& first = m.model.edges[static_cast<std::size_t>(edges.front())];
        const std::uint32_t address = first.from >= 0 ? service_of(m, first.from).assess_process : 0;
        if (-logarithm(m.draw(address, (which ^ 0x55555555U) & 0x7fffffffU)) / none < best) {
            return -1;
        }
    }
    return winner;
}

void refer_after_crisis(const ResidentStep& m, ServiceId from, std::uint32_t which)
{
    const EdgeId next = race(m, service_of(m, from).refer, which);
    if (next >= 0) {
        record_service_event(m, from, Event::referred_on, which);
        refer_along(m, m.model.edges[static_cast<std::size_t>(next)], 1, false);
    }
}

void share_information(const ResidentStep& m, const Service& from)
{
    auto& known = m.resident.known;
    for (const EdgeId share : from.share) {
        const auto& edge = m.model.edges[static_cast<std::size_t>(share)];
        if (is_on(m.rules.number(edge.open, 1.0))) {
            const auto& to = service_of(m, edge.to);
            known[static_cast<std::size_t>(to.agency_index)] |= known[static_cast<std::size_t>(from.agency_index)];
        }
    }
}

void escalate(const ResidentStep& m, NeedId need)
{
    for (std::size_t i = 0; i < m.resident.engaged.size(); ++i) { // another may begin
        const auto& e = m.resident.engaged[i];
        const auto& service = m.model.services[e.service];
        const bool treats =
            std::any_of(service.treats.begin(), service.treats.end(), [&](const auto& t) { return t.first == need; });
        if (e.stage != Stage::in_treatment || !treats) {
            continue;
        }
        const int from = e.service;
        if (const EdgeId next = race(m, service.escalate, static_cast<std::uint32_t>(2 + need)); next >= 0) {
            record_service_event(m, from, Event::referred_on, static_cast<std::uint32_t>(need));
            refer_along(m, m.model.edges[static_cast<std::size_t>(next)], 0, false);
        }
    }
}

void end_engagement(const ResidentStep& m, int i, Event ending, Exit exit)
{
    auto& r = m.resident;
    const Engagement ended = r.engaged[static_cast<std::size_t>(i)];
    const auto& service = m.model.services[ended.service];
    request_leave(m, ended);
    m.engagement_changed(ended.service);
    m.help_changed(ended.service);
    r.engaged.erase(r.engaged.begin() + i);
    if (ended.stage == Stage::in_treatment) {
        stop_treating(m, ended, exit);
    }
    if (ending != Event::count) {
        record_service_event(m, ended.service, ending);
    }
    if (ended.stage == Stage::in_treatment && service.holds_circumstance >= 0) {
        const auto& c = m.model.circumstances[static_cast<std::size_t>(service.holds_circumstance)];
        if (m.level(c.covariate) == service.holds_state) {
            enter_state(m, service.holds_circumstance, service.leaves_to);
        }
    }
}

void end_all_engagements(const ResidentStep& m, Event ending, Exit exit)
{
    while (!m.resident.engaged.empty()) {
        const bool inside = m.resident.engaged.back().stage == Stage::in_treatment;
        end_engagement(m, last_engagement(m.resident), inside ? ending : Event::count, exit);
    }
}

void leave_beds(const ResidentStep& m, int circumstance)
{
    for (int i = last_engagement(m.resident); i >= 0; --i) {
        const auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
        const auto& service = m.model.services[e.service];
        const auto& c = m.model.circumstances[static_cast<std::size_t>(circumstance)];
        if (e.stage == Stage::in_treatment && service.holds_circumstance == circumstance &&
            m.level(c.covariate) != service.holds_state) {
            end_engagement(m, i, Event::completed, Exit::completed);
        }
    }
}

void ask(const ResidentStep& m, bool was_engaged)
{
    for (int i = last_engagement(m.resident); i >= 0; --i) {
        if (i <= last_engagement(m.resident)) { // ending one may end another
            step_engagement(m, i);
        }
    }
    if (!m.can_come()) {
        return;
    }
    struct Asking {
        std::uint32_t instant;
        EdgeId edge;
    };
    ShortList<Asking, 8> week;
    each_event(m, ProcessSpec::What::door, ProcessSpec::What::door, [&](const Point& point, const ProcessSpec& door) {
        week.push_back({point.instant, door.of});
    });
    std::sort(week.begin(), week.end(), [](const Asking& a, const Asking& b) {
        return std::tie(a.instant, a.edge) < std::tie(b.instant, b.edge);
    });
    for (const auto& asking : week) {
        const auto& edge = m.model.edges[static_cast<std::size_t>(asking.edge)];
        if (!usable(m, edge)) {
            continue; // an earlier door of this week has answered
        }
        if (was_engaged && !service_of(m, edge.to).placebo()) {
            continue;
        }
        const ServiceId to = m.answering[static_cast<std::size_t>(edge.to)];
        record_service_event(m, to, Event::presented);
        if (m.resident.unmet != 0 && !service_of(m, to).placebo()) {
            record_service_event(m, to, Event::failure_demand);
        }
        join(m, to, 1, m.resident.assessed_before || is_on(m.rules.number(edge.retold, 0.0)), false);
    }
}

Week next_engagement_week(const ResidentStep& m)
{
    Week next = never;
    for (const auto& e : m.resident.engaged) {
        if (e.stage == Stage::transit || e.stage == Stage::parked) {
            next = std::min(next, e.due);
        } else if (e.stage == Stage::in_treatment && service_of(m, e.service).longest_stay.set()) {
            next = std::min(next, e.since + longest_stay(service_of(m, e.service), m.shared));
        }
    }
    return next;
}

} // namespace meam
