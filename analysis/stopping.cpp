#include "analysis/stopping.hpp"

#include "analysis/samples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meam::analysis {
namespace {

Precision precision_of(const Paired& pairs, double share, std::size_t least)
{
    Precision result{.scenario = {}, .runs = pairs.runs, .difference = pairs.difference};
    if (!pairs.interval) {
        return result;
    }
    const double half = 0.5 * (pairs.interval->high - pairs.interval->low);
    const double size = std::abs(*pairs.difference);
    result.half_width = half;
    result.relative = half == 0.0   ? 0.0 // known exactly, for example for a scenario that changes nothing
                      : size == 0.0 ? std::numeric_limits<double>::infinity()
                                    : half / size;
    result.enough = pairs.runs.complete >= least && (half == 0.0 || *result.relative < share);
    return result;
}

} // namespace

Stopping stopping(const std::vector<Replicates>& values, const std::vector<std::string>& scenarios,
                  std::size_t baseline, double share, std::size_t least)
{
    Stopping result;
    for (std::size_t scenario = 0; scenario < scenarios.size(); ++scenario) {
        if (scenario == baseline) {
            continue;
        }
        auto one = precision_of(paired(values[baseline], values[scenario]), share, least);
        one.scenario = scenarios[scenario];
        if (one.relative) {
            result.widest = std::max(result.widest.value_or(0.0), *one.relative);
        }
        result.scenarios.push_back(std::move(one));
    }
    result.enough = !result.scenarios.empty() && std::ranges::all_of(result.scenarios, &Precision::enough);
    return result;
}

Stopping stopping(const results::Source& source, const std::string& outcome, double share, std::size_t least)
{
    const auto& layout = source.layout();
    const auto asked = outcome_named(outcomes_of(layout), outcome.empty() ? layout.headline : outcome);
    AllTotals runs{source};
    const Samples samples{runs, {{asked, 0}}};
    std::vector<Replicates> values;
    for (std::size_t scenario = 0; scenario < layout.scenarios.size(); ++scenario) {
        values.push_back(samples.values(0, scenario));
    }
    return stopping(values, layout.scenarios, scenario_named(layout, layout.baseline), share, least);
}

int next_batch_end(int done, int least, int most, double excess)
{
    if (done < least) {
        return std::min(least, most);
    }
    const double wanted = std::ceil(done * excess * excess);
    const double soon = done + 10.0;
    return static_cast<int>(std::min<double>(most, std::clamp(wanted, soon, std::max(soon, 4.0 * done))));
}

} // namespace meam::analysis
