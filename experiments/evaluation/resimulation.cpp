#include "experiments/evaluation/resimulation.hpp"

#include "sim/memory.hpp"
#include "sim/parallel.hpp"

#include <chrono>
#include <mutex>

namespace meam {

void for_each_run(std::size_t scenarios, std::size_t replicates, std::size_t runs_each, const Report& report,
                  const std::function<void(std::size_t scenario, std::size_t replicate)>& simulate)
{
    keep_freed_memory();
    const auto began = std::chrono::steady_clock::now();
    std::mutex mutex;
    Progress progress{"re-simulating", 0, scenarios * replicates * runs_each};
    if (report) {
        report(progress);
    }
    parallel::for_each(scenarios * replicates, [&](std::size_t i) {
        simulate(i / replicates, i % replicates);
        const std::lock_guard lock(mutex);
        progress.done += runs_each;
        progress.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (report) {
            report(progress);
        }
    });
}

} // namespace meam
