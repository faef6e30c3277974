#include "analysis/samples.hpp"

#include "sim/input/nearest.hpp"
#include "sim/parallel.hpp"

#include <algorithm>

namespace meam::analysis {

Samples::Samples(AllTotals& runs, const std::vector<Asked>& asked, std::int32_t point)
    : scenarios_(runs.layout().scenarios.size())
{
    const auto units = units_at(runs.source(), point);
    const Replicates none(planned_replicates(runs.layout(), units));
    values_.assign(asked.size() * scenarios_, none);
    basis_ = values_;
    parallel::for_each(units.size(), [&](std::size_t u) {
        const auto& unit = units[u];
        auto& run = runs.of(unit);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& [outcome, stratum] = asked[i];
            const std::size_t row = i * scenarios_ + static_cast<std::size_t>(unit.scenario);
            const auto replicate = static_cast<std::size_t>(unit.replicate);
            values_[row][replicate] = outcome.value(run, stratum);
            basis_[row][replicate] = outcome.basis(run, stratum);
        }
    });
}

const Replicates& Samples::values(std::size_t asked, std::size_t scenario) const
{
    return values_.at(asked * scenarios_ + scenario);
}

const Replicates& Samples::basis(std::size_t asked, std::size_t scenario) const
{
    return basis_.at(asked * scenarios_ + scenario);
}

std::vector<results::UnitId> units_at(const results::Source& source, std::int32_t point)
{
    const auto scenarios = static_cast<std::int32_t>(source.layout().scenarios.size());
    std::vector<results::UnitId> result;
    for (const auto& [id, digest] : source.units()) {
        if (id.scenario < 0 || id.scenario >= scenarios || id.replicate < 0) {
            throw results::ResultsError("the results hold a run of scenario number " + std::to_string(id.scenario) +
                                        ", replicate " + std::to_string(id.replicate) + ", which they do not name");
        }
        if (id.point == point) {
            result.push_back(id);
        }
    }
    return result;
}

std::size_t planned_replicates(const results::Layout& layout, const std::vector<results::UnitId>& units)
{
    std::size_t planned = layout.replicates_planned;
    for (const auto& unit : units) {
        planned = std::max(planned, static_cast<std::size_t>(unit.replicate) + 1);
    }
    return planned;
}

std::size_t scenario_named(const results::Layout& layout, const std::string& name)
{
    const auto at = std::ranges::find(layout.scenarios, name);
    if (at == layout.scenarios.end()) {
        const std::string near = input::nearest(name, layout.scenarios);
        throw results::ResultsError("these results hold no scenario `" + name + "`" +
                                        (near.empty() ? "" : "; did you mean `" + near + "`?"),
                                    2);
    }
    return static_cast<std::size_t>(at - layout.scenarios.begin());
}

} // namespace meam::analysis
