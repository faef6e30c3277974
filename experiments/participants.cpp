#include "experiments/participants.hpp"

#include <algorithm>
#include <limits>

namespace meam {
namespace {

constexpr Week year = 52; ///< [week] observed on either side

} // namespace

Participants participants_of(const World& world, Week from, Week until)
{
    const auto& state = world.state();
    const auto crises = world.model().crises.size();
    Participants result{std::vector<std::int32_t>(3, 0), std::vector<std::int32_t>(crises * 2, 0),
                        std::vector<std::int32_t>(crises * 2, 0)};
    const auto takes_part = [&](const Resident& r) { return r.enrolled >= from && r.enrolled < until - year; };
    for (const auto& r : state.residents) {
        if (takes_part(r)) {
            ++result.counts[0];
            result.counts[1] += std::min(year, r.enrolled - r.arrived);
            result.counts[2] += std::clamp(r.ended - r.enrolled, 0, year);
        }
    }
    for (const auto& recorded : state.recorded) {
        const auto& r = state.residents[recorded.resident];
        const Week since = recorded.week - r.enrolled;
        if (!takes_part(r) || since < -year || since >= year) {
            continue;
        }
        const auto cell = static_cast<std::size_t>(recorded.crisis) * 2 + (since < 0 ? 0 : 1);
        ++result.recorded[cell];
        result.inappropriate[cell] += recorded.inappropriate ? 1 : 0;
    }
    return result;
}

std::vector<double> wait_statistics(const World& world)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> result;
    for (const auto& waits : world.waits()) {
        long long people = 0, weeks = 0;
        for (std::size_t w = 0; w < waits.size(); ++w) {
            people += waits[w];
            weeks += waits[w] * static_cast<long long>(w);
        }
        const auto quantile = [&](double share) {
            long long seen = 0;
            for (std::size_t w = 0; w < waits.size(); ++w) {
                seen += waits[w];
                if (static_cast<double>(seen) >= share * static_cast<double>(people)) {
                    return static_cast<double>(w);
                }
            }
            return none;
        };
        result.push_back(static_cast<double>(people));
        result.push_back(people > 0 ? static_cast<double>(weeks) / static_cast<double>(people) : none);
        result.push_back(people > 0 ? quantile(0.5) : none);
        result.push_back(people > 0 ? quantile(0.9) : none);
    }
    return result;
}

} // namespace meam
