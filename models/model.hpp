#pragma once
// What is simulated, as the files say: who exists and what refers to what. Plain data, built once by the loader
// (experiments/reading/), sorted by name, never changed. Numbers are handles; their values stand in Tables.

#include "models/model/crises.hpp"
#include "models/model/people.hpp"
#include "models/model/policies.hpp"
#include "models/model/services.hpp"
#include "models/process_set.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace meam {

/// One way in which something may happen to any resident. Engagements bring their own besides.
struct ProcessSpec {
    enum class What { death, departure, worsen, ease, move, drift, crisis, contact, repeat, door };
    What what = What::death;
    int of = 0;                ///< the cause, need, circumstance, stock, crisis, purpose or edge
    int second = 0;            ///< the move of the circumstance
    std::uint32_t address = 0; ///< of its field
};

struct Model {
    Numbers numbers;
    std::vector<Covariate> covariates;
    std::vector<HazardSpec> hazards;
    std::vector<ChanceSpec> chances;
    std::vector<Need> needs;
    std::vector<Stock> stocks;
    std::vector<Circumstance> circumstances;
    std::vector<Crisis> crises;
    std::vector<Channel> channels;
    std::vector<Purpose> purposes;
    std::vector<Tie> ties;
    std::vector<Death> deaths;
    HazardId departure = -1;
    std::uint32_t departure_process = 0;
    std::vector<Service> services;
    std::vector<Edge> edges;
    std::vector<ProcessSpec>
        processes; ///< in the order of the week: life, needs, moves, stocks, crises, contacts, doors
    std::array<std::size_t, 11> first_process{}; ///< by kind: where its processes begin; the last: where all end
    /// Processes whose hazard may be another when a covariate changes: those that depend on it, and those it switches.
    std::array<ProcessSet, most_covariates> affected;
    /// Of these, the ones whose hazard it does not simply multiply: it adds a rate, or multiplies the chance of a week.
    std::array<ProcessSet, most_covariates> added;
    /// By covariate and step, from * levels + to: those that the step makes possible or impossible; empty: no step
    /// does.
    std::vector<std::vector<ProcessSet>> enabled;
    std::array<bool, most_covariates> affects_endings{}; ///< of engagements
    std::array<bool, most_covariates> observed{};        ///< what residents are counted by
    std::array<bool, most_covariates> read_at_rest{};    ///< what desks and policies see of residents not looked at
    std::array<bool, most_covariates> shown{};           ///< what those see who are tied to a resident
    std::vector<ProcessSet> driven;                      ///< by hazard: the processes it drives
    std::vector<ProcessSet> opened;   ///< by service: doors that an engagement with it opens or closes
    std::vector<ProcessSet> helped;   ///< by service: what an episode with it speeds up
    std::vector<ProcessSet> repeated; ///< by purpose: its repeats, which an unmet want begins
    /// Circumstances with states in which a resident is not at liberty: their covariates, and those states, a bit each.
    std::vector<std::pair<std::size_t, std::uint32_t>> away;
    /// The circumstance that says who lives elsewhere, -1: whoever leaves is lost to sight; those states, a bit each;
    /// and the first of them.
    int elsewhere = -1;
    std::uint32_t elsewhere_states = 0;
    int moved_to = 0;
    std::vector<EdgeId> doors; ///< edges from the community that residents use themselves
    std::vector<std::string> agencies;
    std::vector<std::string> events; ///< event_names, then the crises', the contacts', the moves', the records'
    std::vector<std::uint32_t> event_process; ///< addresses of the events' draws
    struct Response {
        int stock;
        ServiceId service; ///< -1: at any service that has no response of its own
        Number amount;     ///< [level]; a fraction is a chance
    };
    std::vector<std::vector<Response>> responses; ///< by event
    std::vector<Sequel> sequels;
    std::vector<std::vector<int>> followed_by; ///< by event: the sequels that wait for it
    bool ranks_by_share = false;               ///< some outreach goes by the reactive share of what is recorded
    Place place;
    std::vector<Reach> reaches; ///< 0: everyone
    std::vector<Trigger> triggers;
    std::vector<Policy> policies;
    std::vector<Scenario> scenarios; ///< policies that stand are in each of them, first
    Week lived_before = 0;           ///< of policies that stand: how long the warm-up is, where a file says it [week]
    std::vector<Payment> payments;
    std::vector<Counted> counted;
    std::vector<NeedPattern> patterns; ///< empty: those of models/services/graph/pattern.hpp

    std::vector<int> first_weeks; ///< of age of each age band; last the age that nobody has reached when drawn [week]

    // covariates by name
    int where = -1; ///< which part of the place; -1: there is one
    int sex = 0, age = 0, deprivation = 0, aces = 0, frailty = 0, needs_count = 0, untreated = 0;
};

/// Whether a covariate may move in a life: attributes stand still, but for age.
inline bool may_move(const Model& model, std::size_t covariate)
{
    return !model.covariates[covariate].fixed || static_cast<int>(covariate) == model.age;
}

/// Whether somebody lives in this place, not in another that the model tells of.
inline bool lives_here(const Model& model, const Covariates& at)
{
    if (model.elsewhere < 0) {
        return true;
    }
    const auto& circumstance = model.circumstances[static_cast<std::size_t>(model.elsewhere)];
    return (model.elsewhere_states >> at[static_cast<std::size_t>(circumstance.covariate)] & 1U) == 0;
}

/// Residents who come in a year, to all parts of the place together.
inline double arrivals_in_a_year(const Model& model, const Tables& tables)
{
    double sum = 0.0;
    for (const auto& part : model.place.parts) {
        sum += tables.number(part.arrivals, 0.0);
    }
    return sum;
}

/// What a change sets its targets to, or scales them by, or adds to them: as stated.
double amount_of(const Model& model, const Change& change);

/// Calls visit(reach) for each condition that residents are counted by.
template <class Visit> void each_counted(const Model& model, Visit&& visit)
{
    for (const auto& counted : model.counted) {
        visit(counted.whom);
        if (counted.among) {
            visit(*counted.among);
        }
    }
}

/// Calls visit(reach) for each condition that is asked of residents whom nobody looks at: those of changes, outreach,
/// bands, services and edges.
template <class Visit> void each_condition(const Model& model, Visit&& visit)
{
    for (const auto& reach : model.reaches) {
        visit(reach);
    }
    for (const auto& service : model.services) {
        if (service.whom) {
            visit(*service.whom);
        }
        if (service.outreach) {
            visit(service.outreach->whom);
        }
        for (const auto& band : service.first) {
            visit(band);
        }
    }
    for (const auto& edge : model.edges) {
        if (edge.whom) {
            visit(*edge.whom);
        }
    }
    each_counted(model, visit);
}

/// Every hazard that a process may have, whatever the resident's state.
std::vector<HazardId> hazards_of(const Model& model, const ProcessSpec& process);

/// Lists the processes, and says which follow which covariate and hazard. Called once, when the model is complete.
void list_processes(Model& model);

} // namespace meam
