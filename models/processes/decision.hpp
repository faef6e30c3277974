#pragma once
// What services decide about residents. Services make decisions (models/services/desk.hpp); apply_decision.hpp states
// what they change for the resident.

#include "models/definitions/services.hpp"
#include "models/population/resident.hpp"

#include <cstdint>

namespace meam {

/// What a service decided about one resident.
enum class Outcome : std::uint8_t {
    treatment_queue, ///< assessed and accepted
    not_prioritised, ///< assessed and accepted, at the end of the queue
    parked,          ///< put on hold; no offer for now
    written_off,     ///< no offer, and none later
    excluded,        ///< refused because of another recorded need
    below_threshold, ///< refused as not severe enough
    passed_on,       ///< referred on by a service without treatment
    admitted,
    dropped, ///< removed at the head of the queue: the need has resolved
    worker_left,
    worker_new, ///< a new worker fills the post, or has become more experienced
    invited,    ///< found by outreach
    drawn_in,   ///< `edge` involves another service
    sent_away,  ///< the service closed
    transferred ///< the service closed; another service took the resident over
};

/// A decision of a service, to be applied to the resident after all services have answered.
struct Decision {
    Outcome outcome;
    std::uint8_t service;
    ResidentId resident;
    std::uint16_t worker = 0; ///< worker who admits the resident
    std::uint16_t found = 0;  ///< bit mask of needs discovered at assessment
    EdgeId edge = -1;
    std::uint8_t priority = 1;     ///< priority in the treatment queue
    bool dumped = false;           ///< refused without a referral
    bool unblocked = false;        ///< an exclusion or refusal of the service was lifted for the resident
    std::uint8_t inexperience = 0; ///< steps of experience that the worker still lacks
};

} // namespace meam
