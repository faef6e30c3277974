#pragma once
// Ctrl-C and its kin: asked to stop, a verb finishes what it can and says what is left.

#include <atomic>

namespace meam::cli {

void stop_on_signals();
const std::atomic<bool>& asked_to_stop();
int signal_received(); ///< 0: none

} // namespace meam::cli
