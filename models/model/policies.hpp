#pragma once
// What is changed, when and for whom, who pays for it, and what is asked of the model.

#include "models/model/reach.hpp"
#include "models/rules/numbers.hpp"
#include "sim/time.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meam {

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

enum class Operation { set, scale, add, move, structural };

/// Ways in which a change works: what `attribute` splits an effect among.
inline const std::vector<std::string> channel_names{
    "lost",     "delay",     "thresholds", "repetition", "relationship", "parallel",    "outreach", "opportunity",
    "blockers", "structure", "prevention", "supply",     "workforce",    "enforcement", "cuts",     "placebo"};

/// What a change waits for: a count of past weeks that reaches a line.
struct Trigger {
    std::string name;
    std::vector<int> crises;   ///< recorded ones are counted…
    std::vector<int> of;       ///< …as a share of these; none: their number
    ServiceId waiting = -1;    ///< or residents who wait for it, on average
    std::vector<Event> events; ///< or what happens at desks…
    std::vector<ServiceId> at; ///< …of these services; empty: of any
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
    std::vector<std::pair<int, int>> as; ///< attributes and circumstances (covariates), and the levels they are at
};

} // namespace meam
