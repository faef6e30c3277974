#include "experiments/memory_needed.hpp"

#include "experiments/warm_up.hpp"
#include "sim/exit_codes.hpp"
#include "sim/input/mistakes.hpp"
#include "sim/limits.hpp"

#include <algorithm>
#include <fmt/core.h>

namespace meam {
namespace {

/// Of the residents of a large place, those to whom something has happened by the end of a warm-up, and whose state is
/// therefore stored [1].
constexpr double share_stored = 0.9;
/// Stored per resident whether or not their state is: position, next event [byte].
constexpr double bytes_of_each = 5.0;
/// Engagements, event schedules and what the allocator adds, relative to the state itself [1].
constexpr double overhead = 1.15;

/// One simulated place [byte].
double bytes_of_place(const Experiment& experiment, Stepping stepping)
{
    const double residents = experiment.model.place.residents;
    const double state = static_cast<double>(Residents::bytes_of_state(experiment.model)) * overhead;
    const double stored = stores_all(experiment.model, stepping) ? 1.0 : share_stored;
    return residents * (bytes_of_each + stored * state);
}

std::string readable_bytes(std::uint64_t bytes)
{
    return bytes < 1'000'000'000 ? fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6)
                                 : fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
}

} // namespace

std::uint64_t memory_needed(const Experiment& experiment, const RunOptions& options, const Spread& spread)
{
    const auto at_once = static_cast<std::size_t>(spread.at_once);
    const auto branches = 2 * at_once; // of each replicate the warmed-up place and the scenario's copy of it
    const auto pilots = pilots_of(experiment);
    return static_cast<std::uint64_t>(bytes_of_place(experiment, options.stepping) *
                                      static_cast<double>(std::max(pilots, branches)));
}

void expect_memory(std::uint64_t needed, std::optional<std::uint64_t> available, const Experiment& experiment,
                   const Spread& spread)
{
    if (!available || needed <= *available) {
        return;
    }
    input::Mistakes mistakes;
    mistakes.add("E515", {"memory", 0, 0, 1, {}},
                 fmt::format("this run needs about {} of memory, and {} are available: {} residents, {} places at once",
                             readable_bytes(needed), readable_bytes(*available), experiment.model.place.residents,
                             std::max(pilots_of(experiment), 2 * static_cast<std::size_t>(spread.at_once))),
                 fmt::format("simulate fewer residents{}, or use a machine with more memory",
                             spread.threads > 1 ? " or on fewer threads (--threads)" : ""));
    throw input::InputError(mistakes.text(), mistakes.all(), exit_misused);
}

void expect_memory(const Experiment& experiment, const RunOptions& options, const Spread& spread)
{
    expect_memory(memory_needed(experiment, options, spread), available_memory(), experiment, spread);
}

} // namespace meam
