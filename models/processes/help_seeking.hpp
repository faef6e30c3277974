#pragma once
// Help-seeking, waiting, referrals, and episodes and their ends, as steps of one resident. Requests to services are
// recorded here and answered later by the services (desk.hpp).

#include "models/processes/resident_step.hpp"

namespace meam {

/// Index of the resident's engagement with a service, or -1.
int engagement_with(const Resident& resident, ServiceId service);
/// Whether the resident has any engagement with a service. Placebo services do not count.
bool engaged(const Model& model, const Resident& resident);
/// Whether the resident can take an edge: the edge and its target are open and accept the resident's circumstances and
/// needs, and the resident has no engagement or refusal that prevents it.
/// @param though_written_off  ignore that the target has written the resident off
bool usable(const ResidentStep& m, const Edge& edge, bool though_written_off = false);
/// Whether the service assesses residents before treatment.
bool assesses(const Service& service);
/// Whether the resident is in the states, and meets the condition, that the service requires.
bool eligible(const Model& model, const Service& service, const Resident& resident);

/// Counts an event at a service, logs it, and applies the response of stocks. Events of a placebo are logged only.
void record_service_event(const ResidentStep& m, ServiceId service, Event event, std::uint32_t which = 0);

/// Ways in which an engagement may end by a hazard of its own.
enum class Ending { abandonment, missed, completion, drop_out };

/// Calls visit(hazard, address, ending, engagement) for each hazard that may end an engagement.
template <class Visit> void each_ending(const Model& model, Resident& resident, Visit&& visit)
{
    for (auto& e : resident.engaged) {
        const auto& service = model.services[e.service];
        const auto offer = [&](HazardId hazard, std::uint32_t address, Ending ending) {
            if (hazard >= 0) {
                visit(hazard, address, ending, e);
            }
        };
        if (e.stage == Stage::waiting_assessment || e.stage == Stage::waiting_treatment) {
            offer(service.abandonment, service.abandonment_process, Ending::abandonment);
        } else if (e.stage == Stage::in_treatment) {
            offer(service.missed, service.missed_process, Ending::missed);
            offer(service.completion, service.completion_process, Ending::completion);
            offer(service.drop_out, service.drop_out_process, Ending::drop_out);
        }
    }
}

/// Priority of a resident in the queues of a service. 0 is for escalated residents, 1 for the first band of the
/// service, and so on; residents in no band come last.
std::uint8_t band_of(const Model& model, const Service& service, const Resident& resident);
/// The priority after all others: not prioritised.
std::uint8_t last_band(const Service& service);

/// Begins an engagement and queues the resident. @return false if the resident has too many engagements (counted in
/// `overflows`)
bool join(const ResidentStep& m, ServiceId service, std::uint8_t priority, bool retold, bool drawn);
/// Places a resident with the service at the start: in the queue for treatment, or before assessment.
void place_at_start(const ResidentStep& m, ServiceId service, bool past_the_door);
/// Duration of a referral with this delay [week]: 0 for a delay of 0, otherwise rounded and at least 1.
Week weeks_of_delay(double delay);
/// Refers the resident along an edge. The referral may be lost and takes time. A referral without delay that is made in
/// the resident's step is queued this week; one that follows a decision of a service is queued next week.
/// @param later  delay in addition to that of the edge [week]
void refer_along(const ResidentStep& m, const Edge& edge, std::uint8_t priority, bool drawn, Week later = 0);
/// Draws at most one of several edges in a race: each competes with its probability against no edge. @return -1 for
/// none
EdgeId race(const ResidentStep& m, const std::vector<EdgeId>& edges, std::uint32_t which);
/// After a service responded to a crisis: refers the resident along one of the service's edges, or none.
void refer_after_crisis(const ResidentStep& m, ServiceId from, std::uint32_t which);
/// Shares what the service's agency knows about the resident along the open edges that share information.
void share_information(const ResidentStep& m, const Service& from);
/// A need became acute during an episode that treats it: refers the resident along an edge that escalates.
void escalate(const ResidentStep& m, NeedId need);

/// Ends engagement `i`.
/// @param ending  event to count at the service, or Event::count for none
/// @param exit    how treatment ended; stored if the engagement was an episode
void end_engagement(const ResidentStep& m, int i, Event ending, Exit exit);
/// As end_engagement, for all engagements of the resident.
void end_all_engagements(const ResidentStep& m, Event ending, Exit exit);
/// Ends episodes in services whose bed the resident has left by a change of this circumstance.
void leave_beds(const ResidentStep& m, int circumstance);

/// Simulates the resident's requests and withdrawals this week.
void ask(const ResidentStep& m, bool was_engaged);

/// The next week in which a referral arrives, parking ends, or an episode reaches its longest stay; `never` if none
/// does.
Week next_engagement_week(const ResidentStep& m);

} // namespace meam
