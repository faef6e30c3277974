#include "experiments/cli/interrupt.hpp"

#include <csignal>

namespace meam::cli {
namespace {

std::atomic<bool> asked{false};
std::atomic<int> received{0};

extern "C" void stop_politely(int signal)
{
    received = signal;
    asked = true;
}

} // namespace

void stop_on_signals()
{
    std::signal(SIGINT, stop_politely);
    std::signal(SIGTERM, stop_politely);
}

const std::atomic<bool>& asked_to_stop()
{
    return asked;
}

int signal_received()
{
    return received;
}

} // namespace meam::cli
