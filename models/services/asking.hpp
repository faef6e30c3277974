#pragma once
// A resident and the services: asking at doors, waiting, being referred, episodes and how they end. Each resident
// alone; what is asked is written down as requests and answered by the desks.

#include "models/moment.hpp"

namespace meam {

/// Whether service takes newcomers now.
bool is_open(const Tables& shared, const Service& service);
/// Index of the engagement with a service, or -1.
int engagement_with(const Resident& resident, ServiceId service);
/// Whether the resident is referred to, waits for or is held by any service; placebos only watch.
bool engaged(const Model& model, const Resident& resident);
/// Whether the resident's circumstances and needs are what the edge and its target ask for, and nothing stands in the
/// way.
/// @param though_written_off  that the target makes no offer does not count
bool usable(const Moment& m, const Edge& edge, bool though_written_off = false);
/// Whether a service sorts its newcomers before treatment.
bool assesses(const Service& service);
/// Whether the states a service asks for hold.
bool eligible(const Model& model, const Service& service, const Resident& resident);

/// Counts an event at a desk, logs it, and lets stocks respond. A placebo's events are logged and touch nothing.
void at_desk(const Moment& m, ServiceId service, Event event, std::uint32_t which = 0);

enum class Ending { abandonment, missed, completion, drop_out };

/// visit(hazard, address, ending, engagement) for each way an engagement may end by itself.
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

/// Place in the order of a service's queues: 0 is escalated, then the service's bands and the rest.
std::uint8_t band_of(const Model& model, const Service& service, const Resident& resident);
/// Behind all of these: not prioritised.
std::uint8_t last_band(const Service& service);

/// Begins an engagement and asks the desk for a place. @return false when the bounded list is full (counted)
bool join(const Moment& m, ServiceId service, std::uint8_t priority, bool retold, bool drawn);
/// With the service already when the place begins: in the queue for treatment, or at its door.
void start_with(const Moment& m, ServiceId service, bool past_the_door);
/// Weeks that a way of this delay takes: 0 is the same week, whatever is more a week at least.
Week weeks_of_way(double delay);
/// Sends the resident along an edge: it may be lost, it takes time. Who is sent without delay in a step of their own is
/// in the queue when the service answers this week; who is sent by a desk, in the next.
/// @param later  weeks that it takes more than the edge says
void refer_along(const Moment& m, const Edge& edge, std::uint8_t priority, bool drawn, Week later = 0);
/// One of several edges, each racing with its chance against no edge at all; -1 for none.
EdgeId race(const Moment& m, const std::vector<EdgeId>& edges, std::uint32_t which);
/// From a desk that answered a crisis: along one of its edges, or none.
void send_on(const Moment& m, ServiceId from, std::uint32_t which);
/// What a service's agency knows of the resident, told along its open edges that share.
void pass_on(const Moment& m, const Service& from);
/// A need became acute during an episode that treats it: along an edge that escalates.
void escalate(const Moment& m, NeedId need);

/// Ends engagement `i`. @param ending  counted at the desk, or Event::count for none; `exit` is kept when it was
/// treatment
void end_engagement(const Moment& m, int i, Event ending, Exit exit);
void end_all_engagements(const Moment& m, Event ending, Exit exit);
/// Ends episodes whose bed the resident has left for another state of the circumstance.
void leave_beds(const Moment& m, int circumstance);

/// What the resident asks and gives up this week.
void ask(const Moment& m, bool was_engaged);

/// Week of the next arrival, return or end of a longest stay: what is settled already.
Week next_engagement_week(const Moment& m);

} // namespace meam
