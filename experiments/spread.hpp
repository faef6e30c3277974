#pragma once
// How a run is spread over threads: replicates side by side where there are enough of them; and the residents of a
// large place in parts, on which threads without a replicate help.

#include <cstddef>
#include <string>

namespace meam {

struct Spread {
    int threads = 1;
    int at_once = 1; ///< replicates
    int parts = 1;   ///< of a place; its border lines depend on the population alone
    /// Threads that have something to do.
    [[nodiscard]] int busy() const;
};

/// @param threads     1 or more
/// @param replicates  to be simulated, each from its warm-up to the end of its last scenario
Spread spread_over(int threads, std::size_t replicates, int residents);

/// As in "finished on …".
std::string words(const Spread& spread);

} // namespace meam
