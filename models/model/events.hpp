#pragma once
// What happens to residents and is told to stocks and to what follows.

#include <string>
#include <vector>

namespace meam {

using NeedId = int;
using ServiceId = int;
using EdgeId = int;
using EventId = int; ///< what residents' stocks respond to

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

} // namespace meam
