#pragma once
// Requests to stop: Ctrl-C, termination, a closed terminal. A verb that writes results finishes what it can.

#include <atomic>

namespace meam::cli {

/// While one exists, a request to stop is recorded and the verb polls it. Without one, a request ends the program at
/// once: verbs that write nothing need no more.
class StopRequests {
public:
    StopRequests();
    ~StopRequests();
    StopRequests(const StopRequests&) = delete;
    StopRequests& operator=(const StopRequests&) = delete;
};

const std::atomic<bool>& asked_to_stop();
int signal_received(); ///< 0: none

} // namespace meam::cli
