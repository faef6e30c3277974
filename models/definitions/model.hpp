#pragma once
// The compiled model: what is simulated, as the files define it. Plain data, built once by the loader
// (experiments/reading/), sorted by name and never changed. Numbers are handles; their values are in Tables.

#include "models/definitions/crises.hpp"
#include "models/definitions/people.hpp"
#include "models/definitions/policies.hpp"
#include "models/definitions/services.hpp"
#include "models/parameters/process_set.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace meam {

/// A process that may generate events for any resident. Engagements have further processes of their own.
struct ProcessSpec {
    enum class What { death, departure, worsen, ease, move, drift, crisis, contact, repeat, door };
    What what = What::death;
    int of = 0;                ///< index of the cause of death, need, circumstance, stock, crisis, purpose or edge
    int second = 0;            ///< index of the move within the circumstance
    std::uint32_t address = 0; ///< address of its Poisson field
};

/// What has to be recomputed after a change: which processes depend on which covariate, hazard, service or purpose.
/// Derived from the definitions by list_processes.
struct Dependencies {
    /// By covariate: processes whose hazard may change, or which become possible or impossible, when the covariate
    /// changes.
    std::array<ProcessSet, most_covariates> affected;
    /// By covariate: the subset of `affected` in which the covariate does not simply multiply the hazard.
    std::array<ProcessSet, most_covariates> added;
    /// By covariate and step, from * levels + to: processes that the step makes possible or impossible. Empty if no
    /// step does.
    std::vector<std::vector<ProcessSet>> enabled;
    std::array<bool, most_covariates> affects_endings{}; ///< by covariate: affects how engagements end
    std::array<bool, most_covariates> observed{};        ///< by covariate: used to count residents
    std::array<bool, most_covariates> read_at_rest{};    ///< by covariate: read outside a resident's step
    std::array<bool, most_covariates> shown{};           ///< by covariate: visible to residents tied to this one
    std::vector<ProcessSet> driven;                      ///< by hazard: the processes with this hazard
    std::vector<ProcessSet> opened;   ///< by service: community edges that an engagement opens or closes
    std::vector<ProcessSet> helped;   ///< by service: processes that an episode speeds up
    std::vector<ProcessSet> repeated; ///< by purpose: its repeats, which an unmet contact starts
};

/// Circumstances that keep residents away from the services of the place.
struct Residence {
    /// Circumstances with states in which a resident is not at liberty: covariate, and a bit mask of those states.
    std::vector<std::pair<std::size_t, std::uint32_t>> away;
    /// The circumstance that records whether a resident lives elsewhere; -1: residents who move away are not followed.
    int elsewhere = -1;
    std::uint32_t elsewhere_states = 0; ///< bit mask of its states elsewhere
    int moved_to = 0;                   ///< the first of them
};

/// Covariates that every model has, by index in Model::covariates.
struct Attributes {
    int where = -1; ///< neighbourhood of the place; -1: only one
    int sex = 0, age = 0, deprivation = 0, aces = 0, frailty = 0;
    int needs_count = 0;          ///< number of MEAM needs
    int untreated = 0;            ///< number of untreated needs
    std::vector<int> first_weeks; ///< by age band: first week of age; last: above all ages drawn [week]
};

/// The model as compiled from files.
struct Model {
    Numbers numbers;
    std::vector<Covariate> covariates;
    Attributes attributes;
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
    std::vector<ProcessSpec> processes;          ///< in order of ProcessSpec::What
    std::array<std::size_t, 11> first_process{}; ///< by kind: index of its first process; last: number of processes
    Dependencies depends;
    Residence residence;
    std::vector<EdgeId> doors; ///< edges from the community that residents use themselves
    std::vector<std::string> agencies;
    std::vector<std::string> events;          ///< event_names, then crises, contacts, moves and recorded crises
    std::vector<std::uint32_t> event_process; ///< by event: address of its draws
    /// Response of a stock to an event.
    struct Response {
        int stock;
        ServiceId service; ///< -1: at any service without a response of its own
        Number amount;     ///< change [level]; a fractional part is a probability
    };
    std::vector<std::vector<Response>> responses; ///< by event
    std::vector<Sequel> sequels;
    std::vector<std::vector<int>> followed_by; ///< by event: sequels that it may trigger
    bool ranks_by_share = false;               ///< whether any outreach ranks residents by their reactive share
    Place place;
    std::vector<Reach> reaches; ///< element 0: everyone
    std::vector<Trigger> triggers;
    std::vector<Policy> policies;
    std::vector<Scenario> scenarios; ///< standing policies come first in each scenario
    Week warm_up_weeks = 0;          ///< length of the warm-up, for standing policies, if the file fixes it [week]
    std::vector<Payment> payments;
    std::vector<Counted> counted;
    std::vector<NeedPattern> patterns; ///< empty: the defaults of models/services/graph/pattern.hpp
};

/// Whether a covariate may change during a run. Attributes are fixed, except age.
inline bool may_move(const Model& model, std::size_t covariate)
{
    return !model.covariates[covariate].fixed || static_cast<int>(covariate) == model.attributes.age;
}

/// Whether a resident lives in this place, not elsewhere.
inline bool lives_here(const Model& model, const Covariates& at)
{
    if (model.residence.elsewhere < 0) {
        return true;
    }
    const auto& circumstance = model.circumstances[static_cast<std::size_t>(model.residence.elsewhere)];
    return (model.residence.elsewhere_states >> at[static_cast<std::size_t>(circumstance.covariate)] & 1U) == 0;
}

/// Expected arrivals, summed over all neighbourhoods of the place [1/year].
inline double arrivals_in_a_year(const Model& model, const Tables& tables)
{
    double sum = 0.0;
    for (const auto& part : model.place.parts) {
        sum += tables.number(part.arrivals, 0.0);
    }
    return sum;
}

/// The amount of a change, as stated in the file: value to set, factor, or value to add.
double amount_of(const Model& model, const Change& change);

/// Calls visit(reach) for each condition by which residents are counted.
template <class Visit> void each_counted(const Model& model, Visit&& visit)
{
    for (const auto& counted : model.counted) {
        visit(counted.whom);
        if (counted.among) {
            visit(*counted.among);
        }
    }
}

/// Calls visit(reach) for each condition that is evaluated outside a resident's step: conditions of changes, outreach,
/// bands, services, edges and counts.
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

/// All hazards that a process may have, in any state of the resident.
std::vector<HazardId> hazards_of(const Model& model, const ProcessSpec& process);

/// Lists the processes and computes the sets of dependencies above. Call once, when the model is complete.
void list_processes(Model& model);

} // namespace meam
