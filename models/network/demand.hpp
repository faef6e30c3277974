#pragma once
// Expected weekly demand on services and their capacity, from the journeys of all residents at the start. Waiting is
// ignored: the demand shows which services cannot meet it.

#include "models/network/journeys.hpp"
#include "models/network/pattern.hpp"

#include "sim/draws.hpp"

#include <vector>

namespace meam::graph {

/// Demand and capacity of one service.
struct ServiceLoad {
    double asks = 0.0;       ///< residents who ask for the service [1/week]
    double crises = 0.0;     ///< crises to which the service responds [1/week]
    double arrivals = 0.0;   ///< arrivals for assessment or admission [1/week]
    double admissions = 0.0; ///< admissions if capacity were unlimited [1/week]
    double slots = -1.0;     ///< assessment capacity [1/week]; negative: unlimited
    double places = -1.0;    ///< long-run admissions that capacity allows [1/week]; negative: unlimited
    double gives_up = 0.0;   ///< hazard of abandonment while waiting [1/week]

    /// Waiting time at which abandonments equal the demand above capacity: ln(expected / possible) / hazard [week]. 0
    /// if capacity suffices; infinite if no resident gives up.
    [[nodiscard]] double wait() const;
    [[nodiscard]] bool slots_bind() const; ///< whether assessments limit the service, rather than places
};

/// Referrals along one edge.
struct EdgeLoad {
    double sent = 0.0; ///< referrals along the edge [1/week]
    double lost = 0.0; ///< part of these that is lost [1/week]
};

/// Demand on all services and edges, by index.
struct Demand {
    double residents = 0.0; ///< residents represented
    std::vector<ServiceLoad> services;
    std::vector<EdgeLoad> edges;
};

/// Demand of all residents at the start, before the warm-up.
/// @param most  size of the sample; larger places are scaled up
Demand demand_of(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key, int most);

/// The maximum number of residents with a need who could be helped per week, if each were referred where capacity is
/// free.
struct Bottleneck {
    NeedId need = -1;
    double demand = 0.0;            ///< contacts of residents with the need [1/week]
    double nowhere = 0.0;           ///< part of these from which no route leads to help with the need [1/week]
    double helped = 0.0;            ///< maximum flow [1/week]
    double on_present_routes = 0.0; ///< maximum flow if no route carries more than now [1/week]
    std::vector<std::string> cut;   ///< minimum cut of `helped`, in words
};
/// @Bottlenecks of all needs, given the demand.
/// @param most  size of the sample, as for demand_of
std::vector<Bottleneck> bottlenecks(const Model& model, const Baseline& baseline, const FullStrength& rules, Key key,
                                    const Demand& demand, int most);

} // namespace meam::graph
