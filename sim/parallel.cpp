#include "sim/parallel.hpp"

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

#ifdef MEAM_TBB

int use_threads(int threads)
{
    static std::unique_ptr<tbb::global_control> limit;
    const int wanted = threads > 0 ? threads : tbb::info::default_concurrency();
    limit.reset();
    limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, wanted);
    return wanted;
}

void for_each(std::size_t n, const std::function<void(std::size_t)>& body)
{
    if (n == 1) {
        body(0);
        return;
    }
    std::atomic<bool> body_failed = false;
    const auto task = [&](std::size_t i) {
        try {
            body(i);
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
        body(i);
    }
}

const char* backend()
{
    return "serial";
}

#endif

} // namespace meam::parallel
