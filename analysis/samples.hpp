#pragma once
// Outcomes of all runs at one point of a design, side by side: one pass over the results.

#include "analysis/outcomes.hpp"
#include "analysis/statistics.hpp"

namespace meam::analysis {

struct Asked {
    Outcome outcome;
    std::size_t stratum = 0;
};

class Samples {
public:
    /// @throws results::ResultsError  when the results hold a run of a scenario that their layout does not know
    Samples(AllTotals& runs, const std::vector<Asked>& asked, std::int32_t point = 0);

    /// By replicate: as many as are planned, or more where more were run.
    [[nodiscard]] const Replicates& values(std::size_t asked, std::size_t scenario) const;
    [[nodiscard]] const Replicates& basis(std::size_t asked, std::size_t scenario) const;

private:
    std::size_t scenarios_;
    std::vector<Replicates> values_; ///< [asked, scenario]
    std::vector<Replicates> basis_;
};

/// The finished runs at one point, sorted. @throws results::ResultsError  as above
std::vector<results::UnitId> units_at(const results::Source& source, std::int32_t point);

/// Replicates planned, or more where a run has a higher number.
std::size_t planned_replicates(const results::Layout& layout, const std::vector<results::UnitId>& units);

/// @throws results::ResultsError  for a scenario that is none of the results, exit code 2
std::size_t scenario_named(const results::Layout& layout, const std::string& name);

} // namespace meam::analysis
