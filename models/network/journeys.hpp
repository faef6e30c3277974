#pragma once
// Journeys of one resident through services, as an absorbing Markov chain. The chain follows the rules of asking.cpp,
// desk.cpp and experience.cpp with two simplifications: there is no waiting for capacity, and the resident's state is
// constant. A journey is a sequence of engagements, from a contact until help, or until no engagement follows.

#include "models/network/chain.hpp"
#include "models/network/digraph.hpp"
#include "models/parameters/hazard_rule.hpp"

#include "models/definitions/model.hpp"

#include <array>
#include <string>
#include <vector>

namespace meam::graph {

/// A resident and the rules that apply to the resident.
struct Walker {
    const Model& model;
    const Tables& rules;              ///< rules for this resident
    const Tables& shared;             ///< rules for everyone
    std::vector<ServiceId> answering; ///< by service: the service that answers for it; -1: closed
    Covariates at;
    std::vector<NeedId> wanted; ///< help with any of these needs ends the journey
    ServiceId without = -1;     ///< a service that is treated as absent; -1: none
};

/// How a journey ends.
enum class End {
    helped,      ///< admitted by a service that treats a wanted need, or grants a state that lowers it
    finished,    ///< another episode or letting ended and nothing followed
    lost,        ///< a referral was lost
    signposted,  ///< signposted without a referral
    turned_away, ///< refused, or only assessed, without a referral
    dumped,      ///< refused and referred to no other service
    written_off,
    parked,       ///< parked until the end of parking
    not_admitted, ///< accepted, but not in need or not eligible at admission
    sent_nowhere, ///< a crisis was responded to without a referral
    count
};
inline const std::array<std::string, 10> end_names{"helped", "finished",    "lost",   "signposted",   "turned_away",
                                                   "dumped", "written_off", "parked", "not_admitted", "sent_nowhere"};

/// A state of the chain.
struct Situation {
    enum class What {
        called,    ///< the service has responded to a crisis
        arrived,   ///< at the service; assessed this week, unless drawn in or the service does not assess
        inside,    ///< in an episode that does not help, at the end of a week
        community, ///< turned away; may ask again
        end
    };
    What what = What::end;
    ServiceId service = -1;
    EdgeId edge = -1; ///< edge of a lost referral
    bool assessed = false, retold = false;
    End end = End::helped;
};

/// A possible start of journeys.
struct Entry {
    enum class How { asks, crisis, outreach };
    ServiceId service = -1;
    How how = How::asks;
    double per_week = 0.0;                     ///< expected contacts of this resident [1/week]; 0: unknown (outreach)
    std::vector<std::pair<int, double>> start; ///< initial states and their shares
};

/// The chain of a resident's journeys, with its states and entries.
struct Ways {
    Chain chain;
    std::vector<Situation> situations; ///< by state
    std::vector<Entry> entries;        ///< by service, then how
    bool exact = true;                 ///< false: too many facts to track; some are dropped between assessments

    [[nodiscard]] std::vector<bool> ends(End end) const; ///< states with this end
    [[nodiscard]] std::vector<bool> helped() const { return ends(End::helped); }
    [[nodiscard]] std::vector<bool> arrivals(ServiceId at) const;
    /// Initial distribution of journeys, with entries weighted by `per_week`; all 0 if there are no contacts.
    [[nodiscard]] std::vector<double> usual_start() const;
    [[nodiscard]] std::vector<double> start_at(const Entry& entry) const;
};

/// @param again  residents turned away ask again, at the rates of the entries; a write-off is final
Ways ways_of(const Walker& walker, bool again);

/// The entries without the chain.
std::vector<Entry> entries_of(const Walker& walker);

/// Whether admission by the service counts as help with one of the wanted needs.
bool helps(const Walker& walker, const Service& service);

/// Routes between services. Vertices: 0 the community, s + 1 service s, the last one help.
Digraph routes_of(const Ways& ways, const Model& model);
/// As routes_of, without community and help, and only arcs that a resident may take more than once.
Digraph rounds_of(const Ways& ways, const Model& model);

/// A cycle of services along which a resident may be referred repeatedly.
struct Round {
    std::vector<ServiceId> services;
    double share = 0.0; ///< share of journeys that reach one of its services [1]
    double turns = 0.0; ///< expected full turns of those journeys
};
/// Cycles with their expected turns, most turns first. @param most  maximum number of cycles
std::vector<Round> rounds(const Ways& ways, const Model& model, std::size_t most, bool& all);

/// Expected weeks from admission to the end of an episode; 0 if it never ends by itself.
double weeks_inside(const Walker& walker, ServiceId service);

} // namespace meam::graph
