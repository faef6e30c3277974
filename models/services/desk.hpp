#pragma once
// A service answers: those who left go, newcomers queue, it assesses, admits, and (a hub) draws others in. Each service
// alone over its own queues, in a total order: priority, week of arrival, tie-break. It reads residents and writes
// decisions; what they mean for a resident is applied afterwards (experience.hpp), in order of service and decision.

#include "models/processes/decision.hpp"
#include "models/processes/resident_step.hpp"

namespace meam {

/// What a service sees while it answers.
struct AnswerView {
    const Model& model;
    const TallyLayout& layout;
    const std::vector<Tables>& by_reach;
    const std::vector<ServiceId>& answering;
    Key key;
    Week now;
    Residents& residents; ///< read only, by convention: other services read them at the same time
    const std::vector<std::vector<ResidentId>>& rankings; ///< by service: by recorded demand, for outreach
    std::uint64_t learned;                                ///< services whose exclusion has been removed for all
};

/// Removes from a desk those who left, and queues those who came. @return how many joined a queue
std::int32_t take_requests(Desk& desk, ServiceId service, std::span<const Request> requests);

/// One service's week. Appends to `decisions`, in the order they were taken.
void answer(const AnswerView& view, ServiceId id, Desk& desk, std::vector<Decision>& decisions);

} // namespace meam
