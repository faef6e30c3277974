#include "experiments/spread.hpp"

#include "models/state/residents.hpp"

#include <algorithm>
#include <fmt/core.h>

namespace meam {

int Spread::busy() const
{
    return std::min(threads, at_once * parts);
}

Spread spread_over(int threads, std::size_t replicates, int residents)
{
    const auto parts = Chunking().count(static_cast<std::size_t>(std::max(1, residents)));
    Spread spread{threads, 1, static_cast<int>(parts)};
    spread.at_once = static_cast<int>(std::clamp<std::size_t>(replicates, 1, static_cast<std::size_t>(threads)));
    return spread;
}

std::string words(const Spread& spread)
{
    const std::string threads = spread.busy() < spread.threads
                                    ? fmt::format("{} of {} threads", spread.busy(), spread.threads)
                                : spread.threads == 1 ? "one thread"
                                                      : fmt::format("{} threads", spread.threads);
    if (spread.threads == 1) {
        return threads;
    }
    const std::string replicates =
        spread.at_once == 1 ? "one replicate at a time" : fmt::format("{} replicates at a time", spread.at_once);
    if (spread.parts == 1) {
        return fmt::format("{}, {}", threads, replicates);
    }
    return fmt::format("{}, {}, the place in {} parts", threads, replicates, spread.parts);
}

} // namespace meam
