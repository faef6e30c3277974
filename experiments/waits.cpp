#include "experiments/waits.hpp"

#include <limits>

namespace meam {

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
