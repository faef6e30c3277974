#pragma once
// What the service graph of a scenario implies before any run. Plain data, for whoever prints or draws it; what each
// figure means and by which convention: docs/graph.md.

#include "models/services/graph/demand.hpp"

namespace meam::graph {

/// Chances and expectations of a journey from one start.
struct Journey {
    double helped = 0.0;           ///< chance that this one contact leads to help [1]
    double weeks = 0.0;            ///< until then, of those who are helped [week]
    double told = 0.0;             ///< expected assessments until help or the end
    double retold = 0.0;           ///< of these, with a story already told elsewhere
    double circles = 0.0;          ///< expected arrivals at desks already seen
    std::array<double, 10> ends{}; ///< chances, by End; they sum to 1 unless somebody goes round for ever
    double at_last = 0.0;          ///< chance of help when those turned away ask again, however long
    double weeks_at_last = 0.0;    ///< until then, from the first contact, of those who are helped [week]
    double told_at_last = 0.0;
};

struct EntryReport {
    ServiceId service = -1;
    Entry::How how = Entry::How::asks;
    double per_week = 0.0; ///< 0: not known
    Journey journey;
};

struct Removal {
    ServiceId service = -1;
    double helped = 0.0; ///< chance that one contact leads to help, without it [1]
};

struct LostAt {
    EdgeId edge = -1;
    double share = 0.0; ///< of all journeys [1]
};

struct NeedReport {
    NeedId need = -1;
    double helped = 0.0, weeks = 0.0; ///< with this need
};

struct PatternReport {
    Pattern pattern;
    double contacts = 0.0; ///< expected of such a resident, at all entries [1/year]
    Journey usual;         ///< entries in the proportions of such a resident's contacts
    std::vector<EntryReport> entries;
    std::vector<NeedReport> by_need;    ///< where the pattern has several: help with each
    std::vector<ServiceId> gatekeepers; ///< every way to help leads through them, in order
    std::vector<Removal> removals;      ///< services that matter, most first
    std::vector<LostAt> lost;           ///< referrals on which people are lost, most first
    std::vector<Round> rounds;          ///< most turned first
    bool all_rounds = true, exact = true;
};

struct ServiceReport {
    bool open = false;
    double betweenness = 0.0;
    int component = -1; ///< services that lead to one another; -1: alone
    ServiceLoad load;
    std::vector<ServiceId> gatekeepers; ///< through which every way here from the community leads
};

struct EdgeReport {
    bool open = false;
    double lost = 0.0;   ///< share [1]
    double weeks = 0.0;  ///< delay
    double chance = 1.0; ///< for a resident without influences [1]
    EdgeLoad load;
};

struct ScenarioReport {
    std::string name, label;
    std::vector<ServiceReport> services;
    std::vector<EdgeReport> edges;
    std::vector<std::vector<ServiceId>> components; ///< of two or more services that lead to one another
    std::vector<std::vector<ServiceId>> cycles;     ///< of the open edges, whoever may walk them
    bool all_cycles = true;
    std::vector<Bottleneck> bottlenecks;
    std::vector<PatternReport> patterns;
};

struct Question {
    std::vector<Pattern> patterns; ///< empty: patterns_of
    int residents = 4000;          ///< looked at for the demand
    std::size_t cycles = 200;      ///< listed at most
};

/// @param scenario  into Model::scenarios
ScenarioReport report_on(const Model& model, const Baseline& baseline, int scenario, Key key, const Question& question);

} // namespace meam::graph
