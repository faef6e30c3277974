#include "sim/parallel.hpp"

#include "sim/limits.hpp"

#include <algorithm>

#ifdef MEAM_TBB
#include <atomic>
#include <memory>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/version.h>
#include <stdexcept>
#include <system_error>
#endif

namespace meam::parallel {

namespace {

std::atomic<const std::atomic<bool>*> requested{nullptr};

} // namespace

StopScope::StopScope(const std::atomic<bool>* flag)
{
    requested = flag;
}

StopScope::~StopScope()
{
    requested = nullptr;
}

void check_stop()
{
    if (const auto* flag = requested.load(std::memory_order_relaxed); flag != nullptr && *flag) {
        throw Stopped();
    }
}

#ifdef MEAM_TBB

int use_threads(int threads)
{
    static std::unique_ptr<tbb::global_control> limit;
    const int wanted = threads > 0 ? threads : std::min(tbb::info::default_concurrency(), processors_of_quota());
    limit.reset();
    limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, wanted);
    return wanted;
}

void for_each(std::size_t n, const std::function<void(std::size_t)>& body)
{
    const auto part = [&](std::size_t i) {
        check_stop();
        body(i);
    };
    if (n == 1) {
        part(0);
        return;
    }
    std::atomic<bool> body_failed = false;
    const auto task = [&](std::size_t i) {
        try {
            part(i);
        } catch (...) {
            body_failed = true;
            throw;
        }
    };
    try {
        tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, n, task, tbb::simple_partitioner{}); });
    } catch (const std::runtime_error& error) {
        if (body_failed) {
            throw;
        }
        // oneTBB reports a thread that the system refuses as a bare runtime_error
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again), error.what());
    }
}

const char* backend()
{
    return "oneTBB " TBB_VERSION_STRING;
}

#else

int use_threads(int)
{
    return 1;
}

void for_each(std::size_t n, const std::function<void(std::size_t)>& body)
{
    for (std::size_t i = 0; i < n; ++i) {
        check_stop();
        body(i);
    }
}

const char* backend()
{
    return "serial";
}

#endif

} // namespace meam::parallel
