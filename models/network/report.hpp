#pragma once
// What the service graph of a scenario implies without simulation, as plain data. docs/reference/graph.md defines each
// figure and its conventions.

#include "models/network/demand.hpp"

namespace meam::graph {

/// Probabilities and expectations of a journey from one start.
struct Journey {
    double helped = 0.0;      ///< probability that this contact leads to help [1]
    double weeks = 0.0;       ///< mean time to help, among those helped [week]
    double assessments = 0.0; ///< expected number of assessments until help or the end
    double retold = 0.0;      ///< part of these assessments in which the resident repeats a history given elsewhere
    double circles = 0.0;     ///< expected number of repeated arrivals at services
    std::array<double, 10> ends{}; ///< probabilities by End; they sum to 1 unless some journeys never end
    double at_last = 0.0;          ///< probability of help if residents turned away ask again without limit [1]
    double weeks_at_last = 0.0;    ///< mean time from the first contact to that help, among those helped [week]
    double assessments_at_last = 0.0;
};

/// Journeys from one entry.
struct EntryReport {
    ServiceId service = -1;
    Entry::How how = Entry::How::asks;
    double per_week = 0.0; ///< contacts of the resident [1/week]; 0: unknown
    Journey journey;
};

/// Effect of removing a service.
struct Removal {
    ServiceId service = -1;
    double helped = 0.0; ///< probability that a contact leads to help, without the service [1]
};

/// Losses on one edge.
struct LostAt {
    EdgeId edge = -1;
    double share = 0.0; ///< share of all journeys [1]
};

/// Help with one need of a pattern.
struct NeedReport {
    NeedId need = -1;
    double helped = 0.0, weeks = 0.0; ///< probability of help with this need [1], mean time to it [week]
};

/// Results for residents with one need pattern.
struct PatternReport {
    Pattern pattern;
    double contacts = 0.0; ///< expected contacts of such a resident, all entries [1/year]
    Journey usual;         ///< entries weighted by the contacts of such a resident
    std::vector<EntryReport> entries;
    std::vector<NeedReport> by_need;    ///< if the pattern has several needs: help with each
    std::vector<ServiceId> gatekeepers; ///< services that every route to help passes through, in order
    std::vector<Removal> removals;      ///< services whose removal changes the probability of help; largest loss first
    std::vector<LostAt> lost;           ///< referrals that are lost, most frequent first
    std::vector<Round> rounds;          ///< most expected turns first
    bool all_rounds = true, exact = true;
};

/// Results for one service.
struct ServiceReport {
    bool open = false;
    double betweenness = 0.0;
    int component = -1; ///< index of the strongly connected component; -1: alone
    ServiceLoad load;
    std::vector<ServiceId> gatekeepers; ///< services that every route from the community to this one passes through
};

/// Results for one edge.
struct EdgeReport {
    bool open = false;
    double lost = 0.0;   ///< share of referrals lost [1]
    double weeks = 0.0;  ///< delay [week]
    double chance = 1.0; ///< probability for a resident without risk factors [1]
    EdgeLoad load;
};

/// Results for one scenario; services and edges by index.
struct ScenarioReport {
    std::string name, label;
    std::vector<ServiceReport> services;
    std::vector<EdgeReport> edges;
    std::vector<std::vector<ServiceId>> components; ///< strongly connected components of two or more services
    std::vector<std::vector<ServiceId>> cycles;     ///< cycles of open edges, ignoring eligibility
    bool all_cycles = true;
    std::vector<Bottleneck> bottlenecks;
    std::vector<PatternReport> patterns;
};

/// Options of a report.
struct Question {
    std::vector<Pattern> patterns; ///< empty: the default patterns (patterns_of)
    int residents = 4000;          ///< size of the sample for the demand
    std::size_t cycles = 200;      ///< maximum number listed
};

/// @param scenario  index in Model::scenarios
ScenarioReport report_on(const Model& model, const Baseline& baseline, int scenario, Key key, const Question& question);

} // namespace meam::graph
