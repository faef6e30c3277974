#pragma once
// How many residents the services have to expect in a week, and how many they can take: the ways of everybody who lives
// in the place at the start, added up. Nobody waits for a place in these numbers; that is what they are held against.

#include "models/services/graph/pattern.hpp"
#include "models/services/graph/ways.hpp"

#include "sim/draws.hpp"

#include <vector>

namespace meam::graph {

struct ServiceLoad {
    double asks = 0.0;       ///< residents who ask here [1/week]
    double crises = 0.0;     ///< whose crisis is answered here [1/week]
    double arrivals = 0.0;   ///< at the desk, to be assessed or let in [1/week]
    double admissions = 0.0; ///< that would follow if there were always a place [1/week]
    double slots = -1.0;     ///< assessments [1/week]; negative: without limit
    double places = -1.0;    ///< admissions that its places allow in the long run [1/week]; negative: without limit
    double gives_up = 0.0;   ///< hazard of giving up while waiting [1/week]

    /// Weeks of waiting at which as many give up as there is no room for: ln(expected / possible) / hazard; 0 where
    /// there is room, without end where nobody gives up.
    [[nodiscard]] double wait() const;
    [[nodiscard]] bool slots_bind() const; ///< rather than places
};

struct EdgeLoad {
    double sent = 0.0; ///< residents sent along [1/week]
    double lost = 0.0; ///< of these
};

struct Demand {
    double residents = 0.0; ///< counted
    std::vector<ServiceLoad> services;
    std::vector<EdgeLoad> edges;
};

/// Of everybody at the start, before the warm-up. @param most  residents looked at; more are counted in proportion
Demand demand_of(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key, int most);

/// The most residents with a need who could be helped in a week, if each were sent where there is a place.
struct Bottleneck {
    NeedId need = -1;
    double demand = 0.0;            ///< contacts of residents who have it [1/week]
    double nowhere = 0.0;           ///< of these, made where no way leads to help with it [1/week]
    double helped = 0.0;            ///< the maximum flow [1/week]
    double on_present_routes = 0.0; ///< the same, each route carrying no more than it does now [1/week]
    std::vector<std::string> cut;   ///< the minimum cut of `helped`, in words
};
std::vector<Bottleneck> bottlenecks(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key,
                                    const Demand& demand, int most);

} // namespace meam::graph
