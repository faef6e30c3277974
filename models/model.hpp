#pragma once
// What is simulated, as the files say: who exists and what refers to what. Plain data, built once by the loader
// (experiments/reading/), sorted by name, never changed. Numbers are handles; their values stand in Tables.

#include "models/process_set.hpp"
#include "models/rules/covariates.hpp"
#include "models/rules/numbers.hpp"
#include "models/rules/rule.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meam {

using NeedId = int;
using ServiceId = int;
using EdgeId = int;
using EventId = int; ///< what residents' stocks respond to, see events.hpp

/// The services' and desks' events that every model has. After them come `crisis.<name>`, `contact.<purpose>.met` and
/// `.unmet`, `move.<circumstance>.<state>`, and `crisis.<name>.recorded`.
enum class Event : int {
    presented,
    assessed,
    retold,
    refused_excluded,
    refused_threshold,
    referred_on,
    lost,
    signposted,
    written_off,
    parked,
    dumped,
    not_prioritised,
    abandoned,
    admitted,
    completed,
    dropped_out,
    discharged,
    transferred,
    ended_by_custody,
    missed,
    worker_left,
    season,
    enforced,
    failure_demand,
    drawn_in,
    unblocked,
    count
};
inline const std::vector<std::string> event_names{"presented",
                                                  "assessed",
                                                  "retold",
                                                  "refused_excluded",
                                                  "refused_threshold",
                                                  "referred_on",
                                                  "lost",
                                                  "signposted",
                                                  "written_off",
                                                  "parked",
                                                  "dumped",
                                                  "not_prioritised",
                                                  "abandoned",
                                                  "admitted",
                                                  "completed",
                                                  "dropped_out",
                                                  "discharged",
                                                  "transferred",
                                                  "ended_by_custody",
                                                  "missed",
                                                  "worker_left",
                                                  "season",
                                                  "enforced",
                                                  "failure_demand",
                                                  "drawn_in",
                                                  "unblocked"};

/// Shares of residents with a need at emerging, established, acute.
using ShareBySeverity = std::array<Number, 3>;

struct Need {
    std::string name, label;
    input::Spot spot;
    bool meam = false;
    std::array<std::string, 3> cases;                     ///< definitions of emerging, established, acute
    int severity = 0, ever = 0, treatment = 0, exit = 0;  ///< covariates
    ShareBySeverity start;                                ///< of all residents
    int start_by = -1;                                    ///< covariate that shares at the start go by; -1: none
    std::vector<std::optional<ShareBySeverity>> start_at; ///< by its level; none: as `start`
    Number start_ever;
    std::vector<RatioSpec> start_ever_ratios; ///< what multiplies the odds of having had it before the start
    HazardId onset = -1;
    std::array<HazardId, 4> worsening{-1, -1, -1, -1}; ///< by severity now
    std::array<HazardId, 4> easing{-1, -1, -1, -1};    ///< by severity now
    Number cap;                                        ///< of the treatment effect E
    int circumstance = -1;                             ///< severity is read off it
    std::vector<std::uint8_t> severity_of_state;
    std::uint32_t worsen_process = 0, ease_process = 0, start_process = 0, ever_process = 0;
};

struct Stock {
    std::string name, label;
    bool block = false;
    int covariate = 0;
    std::array<Number, 5> norm; ///< by deprivation
    int neutral = 8;
    HazardId drift = -1;
    std::uint32_t process = 0;
};

/// Whom something reaches.
struct Reach {
    std::string text;                                      ///< as the file says: "everyone", "deprivation and needs"
    std::vector<std::pair<int, std::vector<bool>>> levels; ///< covariate, levels reached
    bool moves = false;                                    ///< some of these covariates may change
    std::vector<std::pair<NeedId, int>> needs;
    int top = 0;
    ServiceId enrolled = -1;   ///< in an episode there
    ServiceId at = -1;         ///< on the way there, waiting, parked or in an episode
    std::vector<Reach> except; ///< whoever one of these means is not meant

    [[nodiscard]] bool everyone() const
    {
        return levels.empty() && needs.empty() && top == 0 && enrolled < 0 && at < 0 && except.empty();
    }
    /// Whether nothing that happens to a resident takes them in or out.
    [[nodiscard]] bool fixed() const;
    bool operator==(const Reach& other) const;
};

struct Circumstance {
    std::string name, label;
    int covariate = 0;
    std::vector<std::string> states;
    int normal = 0;              ///< state of those not drawn into another at the start
    std::vector<bool> away;      ///< by state: not at liberty
    std::vector<bool> elsewhere; ///< by state: lives in another place
    std::vector<Number> start;   ///< share by state
    int start_by =
        -1; ///< covariate that shares at the start go by: an attribute, or a circumstance drawn before; -1: none
    std::vector<std::vector<Number>> start_at; ///< by its level: shares by state; empty: as `start`
    std::uint32_t start_process = 0;
    /// So many residents, drawn by lot among these, are in a state when the place begins, whatever the shares.
    struct Group {
        int state;
        Number residents;
        Reach whom;
        std::uint32_t process; ///< of its lots
    };
    std::vector<Group> groups;
    struct Move {
        int from, to;
        HazardId hazard;
        std::uint32_t process;
    };
    std::vector<Move> moves;
    EventId first_event = 0; ///< of `move.<name>.<state 0>`
};

/// What one agency pays another for something that happens: no cost to both together.
struct Payment {
    std::string name;
    std::vector<Event> on;
    std::vector<ServiceId> at;
    Number amount; ///< for each [GBP]
    int from = 0, to = 0;
};

/// Residents who are counted week by week, because a file asks for it.
struct Counted {
    std::string name, label, better;
    Reach whom;
    std::optional<Reach> among; ///< of whom the share is told; none: their number is
};

/// Shares by state at the start, of residents with these attributes; the rest are in the normal state.
inline const std::vector<Number>& start_shares(const Circumstance& circumstance, const Covariates& at)
{
    if (circumstance.start_by < 0) {
        return circumstance.start;
    }
    const auto& own = circumstance.start_at[at[static_cast<std::size_t>(circumstance.start_by)]];
    return own.empty() ? circumstance.start : own;
}

/// Shares by severity at the start of residents with these attributes and circumstances, where they are a group's own;
/// none: the shares of all residents, made likelier by what makes the need likelier.
inline const std::optional<ShareBySeverity>& own_start(const Need& need, const Covariates& at)
{
    static const std::optional<ShareBySeverity> none;
    return need.start_by < 0 ? none : need.start_at[at[static_cast<std::size_t>(need.start_by)]];
}

/// What a resident's history forgets.
enum class Forgets { nothing, written_off, unmet };
inline const std::vector<std::string> forgets_names{"nothing", "written_off", "unmet"};

/// What may follow from something that happened.
struct Consequence {
    std::string name;
    ChanceId chance = -1;
    std::uint32_t process = 0;
    NeedId worsens = -1, eases = -1; ///< by a level
    int circumstance = -1;
    int to_state = -1;
    bool death = false;
    bool departs = false;  ///< moves away
    ServiceId refers = -1; ///< into the queue of this service
    Forgets forgets = Forgets::nothing;
    std::vector<int> only_from;                  ///< states of the circumstance
    std::vector<std::pair<NeedId, int>> only_if; ///< needs at this severity or more
    Reach whom;
};

/// What may follow an event, at the end of the resident's week.
struct Sequel {
    Consequence what;
    std::vector<EventId> on;
    std::vector<ServiceId> at; ///< where it happened; empty: anywhere
};

/// Which sum of demand a crisis or a channel counts in.
enum class Demand { reactive, preventative, none };
inline const std::vector<std::string> demand_names{"reactive", "preventative", "none"};

struct Crisis {
    std::string name, label, agency;
    int agency_index = 0;
    ServiceId service = -1;
    HazardId rate = -1;
    int one_a_week = -1; ///< of the crises that bear the same number a resident suffers the week's earliest alone
    std::uint32_t process = 0;
    ChanceId disclosed = -1, recorded = -1, acted_on = -1;
    std::vector<std::pair<NeedId, Number>> inappropriate;
    Number harm_cost, service_cost;
    Demand demand = Demand::reactive; ///< of reactive ones alone evaluators and outreach know
    std::vector<Consequence> consequences;
    EventId event = 0, recorded_event = 0;
};

/// Where residents in distress may turn.
struct Channel {
    std::string name, label, agency;
    int agency_index = -1;  ///< -1: nobody's
    ServiceId service = -1; ///< the desk behind it: closed with it, and closed to whom it has written off
    int crisis = -1;        ///< what a contact here is a crisis of
    Demand demand = Demand::reactive;
    bool held = false;             ///< only for those whom the service holds
    Number hours;                  ///< the share of the week it answers
    Number after_met, after_unmet; ///< what its weight is multiplied by when it was the last one turned to
    Number cost;                   ///< of a contact
};

/// Why residents turn to somebody: a want that arises, is taken somewhere, and comes back while it is not met.
struct Purpose {
    std::string name, label;
    HazardId rate = -1, repeats = -1;
    Number repeats_for; ///< how long an unmet want stands [week]
    struct Way {
        int channel;
        HazardId weight; ///< relative to the other channels'
        ChanceId meets;
        std::uint32_t process;
    };
    std::vector<Way> ways; ///< by channel
    std::uint32_t process = 0, repeat_process = 0;
    EventId met = 0, unmet = 0;
};

/// Pairs of residents, and what each of them lives with of the other.
struct Tie {
    std::string name, label;
    Number share;        ///< of those who may be the first, as far as there are others
    Reach first, second; ///< who may be which when the place begins
    struct Exposure {
        int of;    ///< covariate of the other: a need's severity or a circumstance's state
        int as;    ///< covariate that shows it, as it stood when the week began
        int alone; ///< its level where there is nobody
    };
    std::vector<Exposure> sees;
    std::uint32_t process = 0;
};

struct Death {
    std::string name, label;
    HazardId rate = -1;
    std::uint32_t process = 0;
};

enum class ServiceKind { universal, preventative, response, crisis, enforcement, hub, placebo };
inline const std::vector<std::string> service_kind_names{"universal",   "preventative", "response", "crisis",
                                                         "enforcement", "hub",          "placebo"};
enum class Closing { drain, transfer, send_away };

/// How an engagement may end by itself, and what an edge that leads on from it waits for.
enum class Leaving { completed, dropped_out, discharged, abandoned, count };
inline const std::vector<std::string> leaving_names{"completed", "dropped_out", "discharged", "abandoned"};

/// Whom a service looks for by itself.
struct Outreach {
    Number top, every, over; ///< so many, each so many weeks, by the records of so many weeks
    ChanceId accepted = -1;
    Reach whom;
    bool at_random = false; ///< otherwise those with most recorded crises first
    int agency = -1;        ///< whose records; -1: everybody's
};

struct Service {
    std::string name, label, agency;
    int agency_index = 0;
    std::vector<std::pair<int, Number>> payers; ///< agencies and their shares of its cost, whatever they sum to
    ServiceKind kind = ServiceKind::universal;
    input::Spot spot;
    Number open;     ///< 0 or 1
    Number redirect; ///< index of the service that took its place, or -1
    Number workers, caseload, beds, supply;
    /// Residents who help out: each in this state is this part of a worker, unpaid.
    struct Volunteers {
        int circumstance = -1, state = -1; ///< -1: none
        Number each;
    } volunteers;
    bool unlimited = false;
    std::vector<std::pair<NeedId, Number>> treats; ///< extra easing of each need; of a placebo: nothing
    std::vector<NeedId> for_needs;                 ///< needs that let a resident in: those it treats, or would
    Number works_without_relationship, hours_per_worker, hours_needed;
    Number assessments;
    Number threshold, threshold_tightening;
    std::vector<std::pair<NeedId, Number>> excludes;
    Number discovery;
    ChanceId written_off = -1, parked = -1, dumped = -1, not_prioritised = -1;
    Number parked_for;
    HazardId completion = -1, drop_out = -1, abandonment = -1, missed = -1;
    Number missed_limit;
    Number growth, decay, carry;
    HazardId turnover = -1;
    Number vacancy; ///< how long the post of a worker who left stands empty [week]
    Number strain;  ///< turnover, times this for each tenth of the caseload that workers hold above it
    Number supervision,
        unsupervised;      ///< of the supervision that workers need how much they have; turnover times this at none
    Number newcomer_steps; ///< in which the dose rises, evenly, to that of an old hand
    Number newcomer_weeks, newcomer_dose;   ///< how long whoever fills a post is new to it [week], and works as much
    Number held_at_start, waiting_at_start; ///< residents, drawn by lot, when the place begins
    Number shortest_stay, longest_stay;     ///< of an episode [week]: not completed before; over at the latest
    bool longest_completes = true;          ///< what is over at the latest is completed; else discharged
    int grants_circumstance = -1, grants_state = -1;
    int holds_circumstance = -1, holds_state = -1, leaves_to = -1;
    std::vector<std::pair<int, std::vector<bool>>> eligible; ///< circumstance and its states: all hold; empty: anybody
    std::optional<Reach> whom;                               ///< whom it takes, of these; none: all
    struct Speed {
        int circumstance, to;
        Number ratio;
    };
    std::vector<Speed> speeds;
    Number worker_cost, case_cost, event_cost;
    bool tie_by_resident = false;
    bool key_work = false;
    Number parallel, no_refer_on; ///< flags
    Number unblock_budget, unblock_cost, learning_after;
    Number unblock_delay;              ///< what it adds to the way to the service that is drawn in [week]
    bool unblocks_written_off = false; ///< that a service makes no offer; exclusions always
    std::optional<Outreach> outreach;
    std::vector<Reach> first; ///< bands of its queues, best first; whom none means comes after them
    Closing closing = Closing::drain;
    // addresses of its draws
    std::uint32_t present_process = 0, completion_process = 0, drop_out_process = 0, abandonment_process = 0,
                  missed_process = 0, turnover_process = 0, assess_process = 0, tie_process = 0, outreach_process = 0,
                  search_process = 0, start_process = 0;
    std::vector<std::uint32_t> discovery_process; ///< by need
    // edges by what they do, in order of name
    std::vector<EdgeId> refer, escalate, signpost, draw, share;
    std::array<std::vector<EdgeId>, static_cast<std::size_t>(Leaving::count)> step_down; ///< by how it ended

    [[nodiscard]] bool placebo() const { return kind == ServiceKind::placebo; }
    [[nodiscard]] bool hub() const { return kind == ServiceKind::hub; }
    [[nodiscard]] bool limited() const { return !unlimited; }
};

enum class EdgeKind { present, refer, escalate, step_down, signpost, outreach, enforce, share, draw };
inline const std::vector<std::string> edge_kind_names{"present",  "refer",   "escalate", "step_down", "signpost",
                                                      "outreach", "enforce", "share",    "draw"};

/// Whether a flag is on: 1 is, 0 is not, and a policy may move it between.
inline bool is_on(double flag)
{
    return flag > 0.5;
}

struct Edge {
    std::string name;    ///< "gp.mental_health"
    ServiceId from = -1; ///< -1: the community
    ServiceId to = -1;
    EdgeKind kind = EdgeKind::refer;
    std::array<bool, static_cast<std::size_t>(Leaving::count)> on{true}; ///< of step_down: the endings it leads on from
    input::Spot spot;
    Number open;
    HazardId rate = -1;
    ChanceId chance = -1;
    std::vector<std::pair<NeedId, int>> needs;
    std::optional<Reach> whom; ///< whom it is for; none: everybody
    Number delay, lost;
    Number retold, shares; ///< flags
    std::uint32_t process = 0, lost_process = 0;
};

/// A place, or one of several that share services: who lives there.
struct Neighbourhood {
    std::string name, label;
    int residents = 0;
    Number arrivals;
    std::vector<Number> sex, age, deprivation, aces;
    std::array<std::vector<Number>, 5> aces_by_deprivation; ///< empty: as `aces`
};

/// All the residents that a model is of.
struct Place {
    std::string name, label;
    int residents = 0;                ///< of all its parts
    std::vector<Neighbourhood> parts; ///< one, or several
    bool one_at_a_time = false;       ///< nobody asks at a door while engaged, nor in the week in which that ended
    Number frailty_sigma;
    std::uint32_t arrival_process = 0;
    int dealt = -1; ///< covariate of the attribute that is dealt by number, not drawn
    /// Shares with 0, 1, 2 … of the needs that are counted, by deprivation; empty: each need starts by itself.
    std::array<std::vector<Number>, 5> needs_at_start;

    [[nodiscard]] bool counts_needs() const { return !needs_at_start.front().empty(); }
};

enum class Operation { set, scale, add, move, structural };

/// Ways in which a change works: what `attribute` splits an effect among.
inline const std::vector<std::string> channel_names{
    "lost",     "delay",     "thresholds", "repetition", "relationship", "parallel",    "outreach", "opportunity",
    "blockers", "structure", "prevention", "supply",     "workforce",    "enforcement", "cuts",     "placebo"};

/// What a change waits for: a count of past weeks that reaches a line.
struct Trigger {
    std::string name;
    std::vector<int> crises; ///< recorded ones are counted…
    std::vector<int> of;     ///< …as a share of these; none: their number
    ServiceId waiting = -1;  ///< or residents who wait for it, on average
    Number line;
    bool at_least = true; ///< holds where the count is the line or more; else or less
    Week over = 1;        ///< the weeks that are counted
    Week holds = 1;       ///< for so many weeks, and as long as the count is beyond the line
};

/// One change of a policy: what is done to which numbers, when, for whom.
struct Change {
    std::string text; ///< "scale need.debt.onset.rate": for reports
    Operation operation = Operation::set;
    std::vector<Number> targets;
    Number amount;
    std::vector<Number> move_to;
    double structural_value = 0.0; ///< of a structural change: what the targets are set to
    Week start = 0, end = 0;       ///< from the end of the warm-up; end 0: never
    Week ramp = 0;
    Week repeats = 0; ///< begins anew after so many weeks; 0: once
    int reach = 0;    ///< into Model::reaches
    int trigger = -1; ///< into Model::triggers; -1: it waits for none
    std::string channel;
    bool new_staff = false;
    input::Spot spot;
};

struct Policy {
    std::string name, label;
    Number once,
        yearly;     ///< what it costs itself, besides what services cost: when it begins [GBP], and then [GBP/year]
    int payer = -1; ///< agency
    Number strength;
    bool standing = false; ///< holds in every scenario, and in the warm-up
    std::vector<Change> changes;
};

struct Scenario {
    std::string name, label;
    std::vector<int> policies;
};

/// Residents that the service graph is asked about: these needs at these severities, no others.
struct NeedPattern {
    std::string name, label;
    std::vector<std::pair<NeedId, int>> needs;
};

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
    /// Of these, the ones it makes possible or impossible, or adds a rate to; of the others it multiplies the hazard.
    std::array<ProcessSet, most_covariates> switched;
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
