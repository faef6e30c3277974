#pragma once
// One run with its weeks added up: what nearly every outcome needs, read once per column.

#include "sim/results/store.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace meam::analysis {

/// Whether a column's weeks add up (crises), are an average (residents in a state), or there are none (waits).
enum class Kind { flow, stock, level };

/// Flows are crises, inappropriate, deaths, desks and costs; another column with weeks is a stock.
Kind kind_of(const results::Column& column);

const results::Column* find_column(const results::Layout& layout, std::string_view name); ///< nullptr: not there
const results::Axis* find_axis(const results::Layout& layout, std::string_view name);
std::optional<std::size_t> find_label(const results::Axis& axis, std::string_view label);
std::size_t size_of(const results::Axis& axis);

/// A column's axes but for the weeks, in order.
std::vector<std::string> axes_without_weeks(const results::Column& column);

double weeks_of(const results::Layout& layout); ///< weeks recorded [week]
double years_of(const results::Layout& layout); ///< the same in years of 365.25 days [year]

/// The strata that columns are told apart by; {"all"} where the layout has none.
std::vector<std::string> strata_of(const results::Layout& layout);

/// The column summed over its weeks, over the axes that remain, row-major. A column without weeks as it is.
/// @throws results::ResultsError  when the unit is missing or of another shape than the layout
std::vector<double> total_over_weeks(const results::Source& source, const results::UnitId& unit, std::size_t column);

/// Some cells of a column, to be added up: those of the first stratum, and how far apart strata lie.
struct Selection {
    std::size_t column = 0;
    std::vector<std::size_t> cells; ///< in the column without weeks
    std::size_t between_strata = 0; ///< 0: the column has no strata
};

/// Which labels of an axis to add up, by number. An axis that is not named: all of it.
using Picked = std::map<std::string, std::vector<std::size_t>>;

Selection select(const results::Layout& layout, std::string_view column, const Picked& picked = {});

/// Reads each column of one run once, when it is first asked for.
class Totals {
public:
    Totals(const results::Source& source, results::UnitId unit) : source_(source), unit_(unit) {}

    /// Over weeks and the selected cells. @param stratum  ignored where the column has no strata
    double sum(const Selection& selection, std::size_t stratum);

private:
    const results::Source& source_;
    results::UnitId unit_;
    std::map<std::size_t, std::vector<double>> columns_;
};

} // namespace meam::analysis
