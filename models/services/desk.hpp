#pragma once
// One service's week: removes residents who left, queues new referrals, assesses, admits, and (a hub) involves other
// services. Each service works on its own queues, in a total order: priority, week of arrival, tie-break. It reads
// residents and writes decisions, which are applied afterwards (apply_decision.hpp), in order of service and decision.

#include "models/processes/decision.hpp"
#include "models/processes/resident_step.hpp"

namespace meam {

/// What a service reads while it answers.
struct ServicesView {
    const Model& model;
    const TallyLayout& layout;
    const std::vector<Tables>& by_reach;
    const std::vector<ServiceId>& answering;
    Key key;
    Week now;
    Residents& residents; ///< read only, by convention: other services read them at the same time
    const std::vector<std::vector<ResidentId>>& rankings; ///< by service: ranking by recorded demand, for outreach
    std::uint64_t learned;                                ///< services whose exclusion has been removed for all
};

/// Removes from a desk those who left, and queues those who came. @return how many joined a queue
std::int32_t take_requests(Desk& desk, ServiceId service, std::span<const Request> requests);

/// One service's week. Appends to `decisions`, in the order they were taken.
void answer(const ServicesView& view, ServiceId id, Desk& desk, std::vector<Decision>& decisions);

} // namespace meam
