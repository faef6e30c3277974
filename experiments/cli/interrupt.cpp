#include "experiments/cli/interrupt.hpp"

#include <csignal>

namespace meam::cli {
namespace {

std::atomic<bool> stop_asked{false};
std::atomic<int> received{0};

extern "C" void record_request(int signal)
{
    received = signal;
    stop_asked = true;
}

void set(int signal, void (*action)(int))
{
    struct sigaction how {};
    how.sa_handler = action;
    how.sa_flags = SA_RESTART;
    sigaction(signal, &how, nullptr);
}

/// `nohup` asks for it.
bool ignores_hangups()
{
    struct sigaction now {};
    return sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

} // namespace

StopRequests::StopRequests()
{
    set(SIGINT, record_request);
    set(SIGTERM, record_request);
    if (!ignores_hangups()) {
        set(SIGHUP, record_request);
    }
}

StopRequests::~StopRequests()
{
    set(SIGINT, SIG_DFL);
    set(SIGTERM, SIG_DFL);
    if (!ignores_hangups()) {
        set(SIGHUP, SIG_DFL);
    }
}

const std::atomic<bool>& asked_to_stop()
{
    return stop_asked;
}

int signal_received()
{
    return received;
}

} // namespace meam::cli
