#pragma once
// Values of outcomes in all runs at one design point, read in one pass.

#include "analysis/outcomes.hpp"
#include "analysis/statistics.hpp"

namespace meam::analysis {

/// An outcome in one stratum.
struct Asked {
    Outcome outcome;
    std::size_t stratum = 0;
};

/// Values of outcomes by scenario and replicate.
class Samples {
public:
    /// @throws results::ResultsError  if the results contain a run with an unknown scenario
    Samples(AllTotals& runs, const std::vector<Asked>& asked, std::int32_t point = 0);

    /// Values by replicate: as many as planned, or more if more were run.
    [[nodiscard]] const Replicates& values(std::size_t asked, std::size_t scenario) const;
    [[nodiscard]] const Replicates& basis(std::size_t asked, std::size_t scenario) const;

private:
    std::size_t scenarios_;
    std::vector<Replicates> values_; ///< [asked, scenario]
    std::vector<Replicates> basis_;
};

/// The finished runs at one design point, sorted. @throws results::ResultsError  as for Samples
std::vector<results::UnitId> units_at(const results::Source& source, std::int32_t point);

/// Number of replicates: as planned, or more if a run has a higher number.
std::size_t planned_replicates(const results::Layout& layout, const std::vector<results::UnitId>& units);

/// Index of a scenario. @throws results::ResultsError  (exit code 2) if the scenario is unknown
std::size_t scenario_named(const results::Layout& layout, const std::string& name);

} // namespace meam::analysis
