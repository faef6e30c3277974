#include "sim/results/hdf5/h5/crashes.hpp"

#include <array>
#include <atomic>
#include <csignal>

namespace meam::results::h5 {
namespace {

thread_local volatile std::sig_atomic_t depth = 0;
std::atomic<int> readings{0};
std::atomic<void (*)()> ending{nullptr};

extern "C" void end_after_crash(int signal)
{
    if ((depth > 0 || readings > 0) && ending.load() != nullptr) {
        ending.load()();
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

void contain_crashes(void (*end)())
{
    static std::array<char, 1 << 16> stack; // a crash may have used up the usual one
    ending = end;
    stack_t own{};
    own.ss_sp = stack.data();
    own.ss_size = stack.size();
    sigaltstack(&own, nullptr);
    struct sigaction how {};
    how.sa_handler = end_after_crash;
    how.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        sigaction(signal, &how, nullptr);
    }
}

Reading::Reading()
{
    ++readings;
}

Reading::~Reading()
{
    --readings;
}

Within::Within()
{
    depth = depth + 1;
}

Within::~Within()
{
    depth = depth - 1;
}

} // namespace meam::results::h5
