#pragma once
// Results small enough to reckon by hand: two weeks, two crises, two scenarios, and numbers that a test sets itself.

#include "sim/results/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meam::testing {

inline constexpr double two_weeks_in_years = 14.0 / 365.25;

results::Axis labelled(const std::string& name, const std::vector<std::string>& labels);

/// Crises of two kinds, population, needs, home, desks, caseload, waits, deaths and costs, over two weeks.
results::Layout small_layout(std::size_t replicates_planned);

/// One run, all zeros until set.
class SmallRun {
public:
    SmallRun(const results::Layout& layout, results::UnitId id);

    /// The same number in every week, wherever the labels named here hold; an axis not named: everywhere.
    SmallRun& set(const std::string& column, const std::map<std::string, std::string>& labels, double value);

    /// The same in one week alone.
    SmallRun& set_week(const std::string& column, const std::map<std::string, std::string>& labels, std::size_t week,
                       double value);

    [[nodiscard]] const results::Unit& unit() const { return unit_; }

private:
    SmallRun& set(const std::string& column, const std::map<std::string, std::string>& labels,
                  std::optional<std::size_t> week, double value);

    const results::Layout& layout_;
    results::Unit unit_;
};

/// `recorded` crises a week of the first kind among `people` at liberty, in stratum "all".
SmallRun run_with_crises(const results::Layout& layout, results::UnitId id, double recorded, double people);

/// One list per scenario: recorded crises a week in each replicate, below zero where the run is missing.
results::Memory results_with_crises(results::Layout layout, const std::vector<std::vector<double>>& recorded,
                                    double people = 1000.0);

} // namespace meam::testing
