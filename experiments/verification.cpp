#include "experiments/verification.hpp"

#include "experiments/stored_experiment.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace meam {
namespace {

using results::UnitId;

void sort(std::vector<Mismatch>& mismatches)
{
    std::ranges::sort(mismatches, {}, &Mismatch::id);
}

} // namespace

std::vector<Mismatch> wrong_digests(const results::Source& source)
{
    const auto units = source.units();
    const auto& layout = source.layout();
    std::vector<Mismatch> wrong;
    std::mutex mutex;
    parallel::for_each(units.size(), [&](std::size_t u) {
        const auto& [id, stored] = units[u];
        std::vector<results::Data> data;
        for (std::size_t c = 0; c < layout.columns.size(); ++c) {
            data.push_back(source.column(id, c));
        }
        if (auto found = results::unit_digest(layout, data); found != stored) {
            const std::lock_guard alone(mutex);
            wrong.push_back({id, stored, std::move(found)});
        }
    });
    sort(wrong);
    return wrong;
}

std::vector<Mismatch> wrong_repeats(const results::Source& source, const std::vector<UnitId>& ids)
{
    if (ids.empty()) {
        return {};
    }
    const auto units = source.units();
    const std::map<UnitId, std::string> stored(units.begin(), units.end());
    const auto experiment = experiment_of(source.layout());
    const Week warm_up = warm_up_of(source.layout(), experiment);
    const TallyLayout tally(experiment.model);
    const auto layout = layout_of(experiment, tally);
    std::map<int, std::map<int, std::vector<int>>> scenarios; // by point and replicate
    for (const auto& id : ids) {
        scenarios[id.point][id.replicate].push_back(id.scenario);
    }
    std::vector<Mismatch> wrong;
    std::mutex mutex;
    for (const auto& [point, by_replicate] : scenarios) {
        const DesignPoint design(experiment, point);
        const std::vector<std::pair<int, std::vector<int>>> replicates(by_replicate.begin(), by_replicate.end());
        parallel::for_each(replicates.size(), [&](std::size_t r) {
            ReplicateOptions options;
            options.warm_up = warm_up;
            options.scenarios = replicates[r].second;
            for (auto& unit : run_replicate(experiment, tally, layout, design, replicates[r].first, options).units) {
                if (const auto& digest = stored.at(unit.id); unit.digest != digest) {
                    const std::lock_guard alone(mutex);
                    wrong.push_back({unit.id, digest, unit.digest});
                }
            }
        });
    }
    sort(wrong);
    return wrong;
}

std::vector<UnitId> sample_of(const results::Source& source, std::size_t count)
{
    const auto units = source.units();
    const auto taken = std::min(count, units.size());
    std::vector<UnitId> ids;
    for (std::size_t i = 0; i < taken; ++i) {
        ids.push_back(units[i * units.size() / taken].first);
    }
    return ids;
}

} // namespace meam
