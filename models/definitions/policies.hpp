#pragma once
// Policies and their changes, scenarios, payments, counts and need patterns.

#include "models/definitions/reach.hpp"
#include "models/parameters/numbers.hpp"
#include "sim/time.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meam {

/// A payment between agencies for an event; no cost to both together.
struct Payment {
    std::string name;
    std::vector<Event> on;
    std::vector<ServiceId> at;
    Number amount; ///< for each event [GBP]
    int from = 0, to = 0;
};

/// Residents counted every week at the request of a file.
struct Counted {
    std::string name, label, better;
    Reach whom;
    std::optional<Reach> among; ///< denominator: report the share of these residents; none: report the number
};

/// What a change does to its targets.
enum class Operation { set, scale, add, move, structural };

/// Channels of a change, among which `attribute` splits an effect.
inline const std::vector<std::string> channel_names{
    "lost",     "delay",     "thresholds", "repetition", "relationship", "parallel",    "outreach", "opportunity",
    "blockers", "structure", "prevention", "supply",     "workforce",    "enforcement", "cuts",     "placebo"};

/// A condition for the start of a change: a count over past weeks that reaches a threshold.
struct Trigger {
    std::string name;
    std::vector<int> crises;   ///< recorded crises counted…
    std::vector<int> of;       ///< …as a share of these; empty: as a number
    ServiceId waiting = -1;    ///< or: mean number of residents waiting for this service
    std::vector<Event> events; ///< or: events of services…
    std::vector<ServiceId> at; ///< …at these services; empty: at any
    Number line;
    bool at_least = true; ///< true: applies if the count is at least the threshold; false: at most
    Week over = 1;        ///< length of the counting period [week]
    Week holds = 1;       ///< applies for so many weeks after the condition was last true [week]
};

/// One change of a policy.
struct Change {
    std::string text; ///< "scale need.debt.onset.rate", for reports
    Operation operation = Operation::set;
    std::vector<Number> targets;
    Number amount;
    std::vector<Number> move_to;
    double structural_value = 0.0; ///< value of the targets after a structural change
    Week start = 0, end = 0;       ///< from the end of the warm-up [week]; end 0: never
    Week ramp = 0;
    Week repeats = 0; ///< period after which the change starts again [week]; 0: once
    int reach = 0;    ///< index in Model::reaches
    int trigger = -1; ///< index in Model::triggers; -1: none
    std::string channel;
    bool new_staff = false;
    input::Spot spot;
};

/// A named list of changes with costs of its own.
struct Policy {
    std::string name, label;
    Number once,
        yearly;     ///< own cost at its start [GBP] and per year [GBP/year], apart from services
    int payer = -1; ///< index of the agency; -1: none
    Number strength;
    bool standing = false; ///< applies in every scenario and in the warm-up
    std::vector<Change> changes;
};

/// The policies of a scenario, by index in Model::policies.
struct Scenario {
    std::string name, label;
    std::vector<int> policies;
};

/// A pattern of needs for the service graph: residents with these needs at these severities and no others.
struct NeedPattern {
    std::string name, label;
    std::vector<std::pair<NeedId, int>> needs;
    std::vector<std::pair<int, int>> as; ///< attributes and circumstances: covariate, level
};

} // namespace meam
