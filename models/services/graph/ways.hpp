#pragma once
// The ways of one resident through the services, as an absorbing chain that follows the rules of asking.cpp, desk.cpp
// and experience.cpp, with two things left out: nobody waits for a place, and the resident stands still. One journey is
// one engagement after another: from a contact until help, or until nothing follows.

#include "models/rules/rule.hpp"
#include "models/services/graph/chain.hpp"
#include "models/services/graph/digraph.hpp"

#include "models/model.hpp"

#include <array>
#include <string>
#include <vector>

namespace meam::graph {

/// Who walks, under which rules.
struct Walker {
    const Model& model;
    const Tables& rules;              ///< for this resident
    const Tables& shared;             ///< for everyone
    std::vector<ServiceId> answering; ///< by service; -1: closed
    Covariates at;
    std::vector<NeedId> wanted; ///< help with any of these ends the journey
    ServiceId without = -1;     ///< a service taken away
};

/// How a journey ends.
enum class End {
    helped,      ///< admitted by a service that treats a need that is wanted, or gives a home that lowers it
    finished,    ///< an episode or letting elsewhere ended, and nothing followed
    lost,        ///< a referral was lost on the way
    signposted,  ///< told where to go, and sent nowhere
    turned_away, ///< refused, or only heard, and sent nowhere
    dumped,      ///< refused in a way that leads nowhere
    written_off,
    parked,       ///< held until nothing came of it
    not_admitted, ///< taken, and not in need of it or not eligible after all
    sent_nowhere, ///< a crisis was answered and led nowhere
    count
};
inline const std::array<std::string, 10> end_names{"helped", "finished",    "lost",   "signposted",   "turned_away",
                                                   "dumped", "written_off", "parked", "not_admitted", "sent_nowhere"};

/// What a state of the chain stands for.
struct Situation {
    enum class What {
        called,    ///< a crisis has been answered at the service
        arrived,   ///< at the desk; assessed in this week, unless drawn in or never assessed
        inside,    ///< in an episode that does not help, at the end of a week
        community, ///< turned away with nothing, and may ask again
        end
    };
    What what = What::end;
    ServiceId service = -1;
    EdgeId edge = -1; ///< on which the resident was lost
    bool assessed = false, retold = false;
    End end = End::helped;
};

/// Where a journey may begin.
struct Entry {
    enum class How { asks, crisis, outreach };
    ServiceId service = -1;
    How how = How::asks;
    double per_week = 0.0; ///< expected such contacts of this resident [1/week]; 0: not known (outreach)
    std::vector<std::pair<int, double>> start; ///< states and shares
};

struct Ways {
    Chain chain;
    std::vector<Situation> situations; ///< by state
    std::vector<Entry> entries;        ///< by service, then how
    bool exact = true; ///< false: so many things may be known to so many agencies that desks forget between visits

    [[nodiscard]] std::vector<bool> ends(End end) const; ///< states marked
    [[nodiscard]] std::vector<bool> helped() const { return ends(End::helped); }
    [[nodiscard]] std::vector<bool> arrivals(ServiceId at) const;
    /// Chances of the states at the start of a journey, entries weighted by `per_week`; all 0 where nobody comes.
    [[nodiscard]] std::vector<double> usual_start() const;
    [[nodiscard]] std::vector<double> start_at(const Entry& entry) const;
};

/// @param again  whoever a journey leaves with nothing asks again, at the rates of the entries; written off stays so
Ways ways_of(const Walker& walker, bool again);

/// The entries alone.
std::vector<Entry> entries_of(const Walker& walker);

/// Whether an admission by the service is help with one of the needs.
bool helps(const Walker& walker, const Service& service);

/// Services as vertices: 0 the community, s + 1 service s, the last one help.
Digraph routes_of(const Ways& ways, const Model& model);
/// The same without the community and help, and with those arcs alone that a resident may walk more than once.
Digraph rounds_of(const Ways& ways, const Model& model);

/// A cycle of services that a resident may be sent round in.
struct Round {
    std::vector<ServiceId> services;
    double share = 0.0; ///< of journeys that come to one of its desks [1]
    double turns = 0.0; ///< expected full turns of those who do, until they leave it
};
/// With the expected turns; most turned first. @param most  cycles listed
std::vector<Round> rounds(const Ways& ways, const Model& model, std::size_t most, bool& all);

/// Expected weeks from admission until an episode ends by itself; 0 where it never does.
double weeks_inside(const Walker& walker, ServiceId service);

} // namespace meam::graph
