#pragma once
// One run with its weeks added up: what nearly every outcome needs, read once per column.

#include "sim/results/store.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace meam::analysis {

/// Whether a column's weeks add up (crises), are an average (residents in a state), or there are none (waits).
enum class Kind { flow, stock, level };

/// Flows are crises, inappropriate, deaths, desks, those who join queues, costs, contacts in distress, their purposes
/// and where repeats come from; another column with weeks is a stock.
Kind kind_of(const results::Column& column);

const results::Column* find_column(const results::Layout& layout, std::string_view name); ///< nullptr: not there
const results::Axis* find_axis(const results::Layout& layout, std::string_view name);
std::optional<std::size_t> find_label(const results::Axis& axis, std::string_view label);
std::size_t size_of(const results::Axis& axis);

/// A column's axes but for the weeks, in order.
std::vector<std::string> axes_without_weeks(const results::Column& column);

double weeks_of(const results::Layout& layout); ///< weeks recorded [week]
double years_of(const results::Layout& layout); ///< the same in years of 365.25 days [year]

/// The strata that columns are divided by; {"all"} where the layout has none.
std::vector<std::string> strata_of(const results::Layout& layout);

/// The column summed over its weeks, over the axes that remain, row-major. A column without weeks as it is.
/// @throws results::ResultsError  when the data are of another shape than the layout's
std::vector<double> total_over_weeks(const results::Layout& layout, std::size_t column, const results::Data& data);

/// The column in its last week, in the same order. A column without weeks as it is.
std::vector<double> last_week_of(const results::Layout& layout, std::size_t column, const results::Data& data);

/// Some cells of a column, to be added up: those of the first stratum, and how far apart strata lie.
struct Selection {
    std::size_t column = 0;
    std::vector<std::size_t> cells; ///< in the column without weeks
    std::size_t between_strata = 0; ///< 0: the column has no strata
};

/// Which labels of an axis to add up, by number. An axis that is not named: all of it.
using Picked = std::map<std::string, std::vector<std::size_t>>;

Selection select(const results::Layout& layout, std::string_view column, const Picked& picked = {});

/// One run's totals. Reads each column once, when it is first asked for, and keeps its sums alone.
class Totals {
public:
    /// @throws results::ResultsError  later, when a column is asked for of a run that the source lacks
    Totals(const results::Source& source, results::UnitId unit) : source_(&source), unit_(unit) {}
    /// Of a run at hand: every column at once, and nothing to read.
    Totals(const results::Layout& layout, const results::Unit& run);

    /// As total_over_weeks.
    const std::vector<double>& column(std::size_t column);
    /// Over weeks and the selected cells. @param stratum  ignored where the column has no strata
    double sum(const Selection& selection, std::size_t stratum);
    /// The same cells in the last week.
    double last(const Selection& selection, std::size_t stratum);

private:
    /// A column summed over weeks, and in its last week.
    struct Sums {
        std::vector<double> total, last;
    };
    const Sums& sums(std::size_t column);

    const results::Source* source_ = nullptr;
    results::UnitId unit_;
    std::map<std::size_t, Sums> columns_;
};

/// The totals of every run of a source, kept from one question to the next.
class AllTotals {
public:
    explicit AllTotals(const results::Source& source);
    /// @param known  totals of runs that were at hand; the others are read
    AllTotals(const results::Source& source, std::map<results::UnitId, Totals> known);

    [[nodiscard]] const results::Source& source() const { return source_; }
    [[nodiscard]] const results::Layout& layout() const { return source_.layout(); }
    /// Several threads may ask, each for another run. @throws results::ResultsError  when it is not there
    Totals& of(const results::UnitId& unit);

private:
    const results::Source& source_;
    std::map<results::UnitId, Totals> runs_;
};

} // namespace meam::analysis
