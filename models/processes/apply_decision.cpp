#include "models/processes/apply_decision.hpp"

#include "models/processes/circumstances.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"

#include <algorithm>

namespace meam {
namespace {

void assessed(const ResidentStep& m, const Service& service, int id, const Engagement& e, std::uint16_t found)
{
    if (service.placebo()) {
        return;
    }
    record_service_event(m, id, Event::assessed);
    if (e.retold) {
        record_service_event(m, id, Event::retold);
    }
    m.resident.assessed_before = true;
    m.resident.known[static_cast<std::size_t>(service.agency_index)] |= found;
    share_information(m, service);
}

/// After a refusal: refers the resident on, signposts, or does neither.
void turned_away(const ResidentStep& m, const Service& service, int id, const Decision& decision)
{
    if (decision.dumped) {
        record_service_event(m, id, Event::dumped);
        return;
    }
    if (is_on(m.shared.number(service.no_refer_on, 0.0))) {
        return;
    }
    if (const EdgeId next = race(m, service.refer, 0); next >= 0) {
        record_service_event(m, id, Event::referred_on);
        refer_along(m, m.model.edges[static_cast<std::size_t>(next)], 1, false);
    } else if (race(m, service.signpost, 1) >= 0) {
        record_service_event(m, id, Event::signposted);
    }
}

void admit(const ResidentStep& m, const Service& service, int id, int i, const Decision& decision)
{
    auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    e.stage = Stage::in_treatment;
    m.help_changed(id);
    m.engagement_changed(
        id); // eligibility for some edges depends on the episode, and other hazards now end the engagement
    e.since = m.now;
    e.met = m.now;
    e.worker = decision.worker;
    e.inexperience = decision.inexperience;
    for (const auto& [need, effect] : service.treats) {
        if (auto& since = m.resident.treated_since[static_cast<std::size_t>(need)]; since < 0) {
            since = m.now + 1;
        }
        m.resident.treated |= static_cast<std::uint16_t>(1U << need);
    }
    if ((service.hub() || service.placebo()) && m.resident.enrolled < 0) {
        m.resident.enrolled = m.now;
    }
    if (!service.placebo()) {
        m.resident.unmet &= ~service_bit(id);
    }
    record_service_event(m, id, Event::admitted);
    if (service.supply.set()) {
        e.stage = Stage::none; // completed at once: no episode, and no capacity to return
        end_engagement(m, i, Event::completed, Exit::completed);
        enter_state(m, service.grants_circumstance, service.grants_state);
        return;
    }
    if (service.grants_circumstance >= 0) {
        enter_state(m, service.grants_circumstance, service.grants_state);
    }
    if (service.holds_circumstance >= 0) {
        enter_state(m, service.holds_circumstance, service.holds_state);
    }
}

/// Returns capacity that the resident cannot take up because of another service's decision in the same week.
void give_back(const ResidentStep& m, int id, int i, const Decision& decision)
{
    const auto& service = m.model.services[static_cast<std::size_t>(id)];
    if (!service.supply.set()) {
        m.out.requests.push_back({Request::Kind::leave_episode, decision.service, decision.worker, {0, 0, 0, m.id}});
    }
    if (i >= 0) {
        m.resident.engaged[static_cast<std::size_t>(i)].stage = Stage::none;
        end_engagement(m, i, Event::count, Exit::none);
    }
}

/// Removes a write-off: the service may make offers again.
void take_back(const ResidentStep& m, ServiceId service)
{
    if ((m.resident.written_off & service_bit(service)) != 0) {
        m.resident.written_off &= ~service_bit(service);
        m.engagement_changed(service);
    }
}

/// The engagement that a decision is about. An earlier decision of the week may have ended it, and its consequences may
/// have begun another with the same service, of which the service does not know yet.
/// @return  index in `engaged`; -1: none
int engagement_decided_on(const ResidentStep& m, ServiceId service)
{
    const int i = engagement_with(m.resident, service);
    if (i < 0) {
        return -1;
    }
    const auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    return e.after_answers && e.asked == m.now ? -1 : i;
}

void end_quietly(const ResidentStep& m, int i)
{
    m.resident.engaged[static_cast<std::size_t>(i)].stage = Stage::none; // already removed by the service
    end_engagement(m, i, Event::count, Exit::none);
}

void invite(const ResidentStep& m, int id)
{
    if (engagement_with(m.resident, id) < 0 && m.resident.standing == Standing::present && m.can_come()) {
        join(m, id, 1, m.resident.assessed_before, false);
    }
}

/// A hub refers one of its residents to another service, and may remove an obstacle first.
void draw_in(const ResidentStep& m, const Service& service, int id, const Decision& decision)
{
    const auto& edge = m.model.edges[static_cast<std::size_t>(decision.edge)];
    if (!usable(m, edge, decision.unblocked)) {
        return;
    }
    record_service_event(m, id, Event::drawn_in);
    Week later = 0;
    if (decision.unblocked) {
        record_service_event(m, id, Event::unblocked);
        m.resident.unblocked |= service_bit(edge.to);
        take_back(m, m.answering[static_cast<std::size_t>(edge.to)]);
        later = static_cast<Week>(m.shared.number(service.unblock_delay, 0.0) + 0.5);
    }
    refer_along(m, edge, 1, true, later);
}

/// @param i  index of the engagement; -1: an earlier decision of the week has ended it
void admit_or_give_back(const ResidentStep& m, const Service& service, int id, int i, const Decision& decision)
{
    const auto* e = i < 0 ? nullptr : &m.resident.engaged[static_cast<std::size_t>(i)];
    if (e == nullptr || e->stage != Stage::waiting_treatment || !eligible(m.model, service, m.resident)) {
        give_back(m, id, i, decision);
        return;
    }
    if (!service.placebo()) {
        m.out.waits.push_back({id, m.now - e->asked});
    }
    admit(m, service, id, i, decision);
}

/// After an assessment: the resident waits for treatment, is parked, or is turned away.
void conclude_assessment(const ResidentStep& m, const Service& service, int id, int i, const Decision& decision)
{
    auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    assessed(m, service, id, e, decision.found);
    if (decision.outcome == Outcome::treatment_queue || decision.outcome == Outcome::not_prioritised) {
        e.stage = Stage::waiting_treatment;
        e.since = m.now;
        e.priority = decision.priority;
        if (decision.outcome == Outcome::not_prioritised) {
            record_service_event(m, id, Event::not_prioritised);
        }
        return;
    }
    if (decision.outcome == Outcome::parked) {
        e.stage = Stage::parked;
        e.due = m.now + std::max(1, static_cast<int>(m.shared.number(service.parked_for, 26.0) + 0.5));
        record_service_event(m, id, Event::parked);
        return;
    }
    end_quietly(m, i);
    if (decision.outcome == Outcome::written_off) {
        m.resident.written_off |= service_bit(id);
        m.engagement_changed(id);
        m.resident.unmet |= service_bit(id);
        record_service_event(m, id, Event::written_off);
        return;
    }
    if (decision.outcome != Outcome::passed_on) {
        m.resident.unmet |= service_bit(id);
        record_service_event(
            m, id, decision.outcome == Outcome::excluded ? Event::refused_excluded : Event::refused_threshold);
    }
    turned_away(m, service, id, decision);
}

/// The worker of an episode leaves, or a new one takes over.
void change_worker(const ResidentStep& m, const Service& service, int id, int i, const Decision& decision)
{
    auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
    if (e.stage != Stage::in_treatment) {
        return;
    }
    if (decision.outcome == Outcome::worker_new) {
        e.inexperience = decision.inexperience;
        m.help_changed(id);
        return;
    }
    settle_relationship(m.shared, service, e, m.now);
    e.relationship *= m.shared.number(service.carry, 0.0);
    e.next_band = 0;
    e.inexperience = 0; // colleagues take over
    m.help_changed(id);
    record_service_event(m, id, Event::worker_left);
}

/// The service closes, and its successor takes the resident over.
void transfer(const ResidentStep& m, int id, int i)
{
    end_engagement(m, i, Event::transferred, Exit::transferred);
    if (const ServiceId successor = m.answering[static_cast<std::size_t>(id)];
        successor >= 0 && engagement_with(m.resident, successor) < 0) {
        join(m, successor, 1, false, true);
    }
}

} // namespace

void apply_decision(const ResidentStep& m, const Decision& decision)
{
    const int id = decision.service;
    const auto& service = m.model.services[static_cast<std::size_t>(id)];
    const int i = engagement_decided_on(m, id);
    if (decision.outcome == Outcome::invited) {
        invite(m, id);
        return;
    }
    if (decision.outcome == Outcome::admitted) {
        admit_or_give_back(m, service, id, i, decision);
        return;
    }
    if (i < 0) {
        return;
    }
    switch (decision.outcome) {
    case Outcome::treatment_queue:
    case Outcome::not_prioritised:
    case Outcome::parked:
    case Outcome::written_off:
    case Outcome::excluded:
    case Outcome::below_threshold:
    case Outcome::passed_on:
        conclude_assessment(m, service, id, i, decision);
        break;
    case Outcome::drawn_in:
        draw_in(m, service, id, decision);
        break;
    case Outcome::dropped:
        end_quietly(m, i);
        break;
    case Outcome::worker_left:
    case Outcome::worker_new:
        change_worker(m, service, id, i, decision);
        break;
    case Outcome::sent_away:
        end_engagement(m, i, Event::discharged, Exit::discharged);
        break;
    case Outcome::transferred:
        transfer(m, id, i);
        break;
    case Outcome::admitted:
    case Outcome::invited:
        break;
    }
}

} // namespace meam
