#pragma once
// Services, and the edges along which residents reach them.

#include "models/definitions/reach.hpp"
#include "models/parameters/hazard_rule.hpp"
#include "models/parameters/numbers.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meam {

enum class ServiceKind { universal, preventative, response, crisis, enforcement, hub, placebo };
inline const std::vector<std::string> service_kind_names{"universal",   "preventative", "response", "crisis",
                                                         "enforcement", "hub",          "placebo"};
enum class Closing { drain, transfer, send_away };

/// How an engagement may end by itself, and what an edge that leads on from it waits for.
enum class Leaving { completed, dropped_out, discharged, abandoned, count };
inline const std::vector<std::string> leaving_names{"completed", "dropped_out", "discharged", "abandoned"};

/// The order in which outreach finds residents: most recorded crises first; largest reactive share of recorded events
/// first; or at random.
enum class OutreachTargeting { recorded, reactive_share, random };
inline const std::vector<std::string> outreach_targeting_names{"recorded", "reactive_share", "random"};

/// Outreach of a service: residents whom it contacts itself.
struct Outreach {
    Number top, every, over; ///< so many, each so many weeks, by the records of so many weeks
    ChanceId accepted = -1;
    Reach whom;
    OutreachTargeting by = OutreachTargeting::recorded;
    int agency = -1;            ///< the agency whose records are used; -1: all agencies
    bool counts_engaged = true; ///< residents already with the service are among the `top`
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
    Number newcomer_weeks, newcomer_dose;   ///< time in which a new worker is a newcomer [week]; share of the work done
    Number held_at_start, waiting_at_start; ///< residents, drawn by lot, when the place begins
    Number shortest_stay, longest_stay;     ///< of an episode [week]: not completed before; over at the latest
    bool longest_completes = true;          ///< what is over at the latest is completed; else discharged
    int grants_circumstance = -1, grants_state = -1;
    int holds_circumstance = -1, holds_state = -1, leaves_to = -1;
    std::vector<std::pair<int, std::vector<bool>>>
        eligible;              ///< circumstance and its states: all hold; empty: all residents
    std::optional<Reach> whom; ///< whom it takes, of these; none: all
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

/// Whether the service accepts new residents under these numbers.
inline bool is_open(const Tables& shared, const Service& service)
{
    return is_on(shared.number(service.open, 1.0));
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
    bool says_needs = false;   ///< `needs` is stated, `{}` for residents with any needs or none
    std::optional<Reach> whom; ///< residents that it accepts; none: all residents
    Number delay, lost;
    Number retold, shares; ///< flags
    std::uint32_t process = 0, lost_process = 0;
};

} // namespace meam
