#pragma once
// Events to which stocks respond and from which consequences follow.

#include <string>
#include <vector>

namespace meam {

using NeedId = int;
using ServiceId = int;
using EdgeId = int;
using EventId = int; ///< index of an event

/// Events of services, which every model has. They are followed by `crisis.<name>`, `contact.<purpose>.met` and
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

} // namespace meam
