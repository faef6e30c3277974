#pragma once
// A service answers: those who left go, newcomers queue, it assesses, admits, and (a hub) draws others in. Each service
// alone over its own queues, in a total order: priority, week of arrival, tie-break. It reads residents and writes
// decisions; what they mean for a resident is applied afterwards (experience.hpp), in order of service and decision.

#include "models/moment.hpp"

namespace meam {

enum class Outcome : std::uint8_t {
    treatment_queue, ///< assessed and taken
    not_prioritised, ///< assessed and taken, at the end of the queue
    parked,          ///< held; nothing happens
    written_off,     ///< no offer, now or later
    excluded,        ///< refused for what is known of another need
    below_threshold, ///< refused as not severe enough
    passed_on,       ///< seen by a desk that only refers on
    admitted,
    dropped, ///< at the head of the queue, and in need no longer
    worker_left,
    worker_new, ///< somebody new fills the post, or is less new to it than before
    invited,    ///< found by outreach
    drawn_in,   ///< `edge` brings another service in
    sent_away,  ///< the service closed
    transferred ///< the service closed, another took over
};

struct Decision {
    Outcome outcome;
    std::uint8_t service;
    ResidentId resident;
    std::uint16_t worker = 0; ///< of an admission
    std::uint16_t found = 0;  ///< needs found at assessment, a bit each
    EdgeId edge = -1;
    std::uint8_t priority = 1; ///< in the queue for treatment
    bool dumped = false;       ///< a refusal that leads nowhere
    bool unblocked = false;
    std::uint8_t newness = 0; ///< of the worker, in steps
};

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
