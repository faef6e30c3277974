#include "analysis/summary.hpp"

#include "analysis/numbers.hpp"
#include "analysis/samples.hpp"
#include "analysis/tables.hpp"
#include "sim/parallel.hpp"
#include "sim/results/text_file.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace meam::analysis {
namespace {

using results::Column;
using results::Layout;

/// From the sum over weeks to what is printed, and its unit.
struct Scale {
    double factor;
    std::string unit;
};

Scale scale_of(const Layout& layout, const Column& column)
{
    switch (kind_of(column)) {
    case Kind::flow:
        return column.name == "costs" ? Scale{0.01 / years_of(layout), "GBP per year"}
                                      : Scale{1.0 / years_of(layout), "per year"};
    case Kind::stock:
        return {1.0 / weeks_of(layout), "residents"};
    case Kind::level:
        break;
    }
    return {1.0, column.unit};
}

/// Position of a cell of a column: its stratum, and its other labels as "a/b".
struct Place {
    std::string item;
    std::string stratum = "all";
};

std::string label_of(const results::Axis& axis, std::size_t number)
{
    return axis.labels.empty() ? std::to_string(number) : axis.labels[number];
}

std::vector<Place> places_of(const Layout& layout, const Column& column)
{
    std::vector<Place> places(1);
    for (const auto& name : axes_without_weeks(column)) {
        const auto& axis = layout.axis(name);
        std::vector<Place> finer;
        for (const auto& place : places) {
            for (std::size_t i = 0; i < size_of(axis); ++i) {
                Place& next = finer.emplace_back(place);
                if (name == "stratum") {
                    next.stratum = label_of(axis, i);
                } else {
                    next.item += (next.item.empty() ? "" : "/") + label_of(axis, i);
                }
            }
        }
        places = std::move(finer);
    }
    return places;
}

/// [scenario, cell] → one number per replicate
using Cells = std::vector<std::vector<Replicates>>;

Cells read(AllTotals& runs, const std::vector<results::UnitId>& units, std::size_t column, std::size_t cells)
{
    const auto& layout = runs.layout();
    const Replicates none(planned_replicates(layout, units));
    const double factor = scale_of(layout, layout.columns[column]).factor;
    Cells values(layout.scenarios.size(), std::vector(cells, none));
    parallel::for_each(units.size(), [&](std::size_t u) {
        const auto& unit = units[u];
        const auto& totals = runs.of(unit).column(column);
        for (std::size_t c = 0; c < cells; ++c) {
            values[static_cast<std::size_t>(unit.scenario)][c][static_cast<std::size_t>(unit.replicate)] =
                factor * totals[c];
        }
    });
    return values;
}

std::string number(const std::optional<double>& value)
{
    return value ? shortest(*value) : std::string{};
}

/// The last six fields of a row.
std::string numbers(const std::optional<double>& value, const std::optional<Interval>& interval,
                    const std::string& unit, const Runs& runs)
{
    return number(value) + ',' + (interval ? shortest(interval->low) : "") + ',' +
           (interval ? shortest(interval->high) : "") + ',' + csv_field(unit) + ',' + std::to_string(runs.complete) +
           ',' + std::to_string(runs.planned) + "\r\n";
}

void write_column(std::ostream& out, AllTotals& runs, const std::vector<results::UnitId>& units,
                  std::size_t number_of_column, std::size_t baseline)
{
    const auto& layout = runs.layout();
    const auto& column = layout.columns[number_of_column];
    const auto places = places_of(layout, column);
    const auto values = read(runs, units, number_of_column, places.size());
    const auto unit = scale_of(layout, column).unit;
    for (std::size_t s = 0; s < layout.scenarios.size(); ++s) {
        for (std::size_t c = 0; c < places.size(); ++c) {
            const std::string who = csv_field(layout.scenarios[s]) + ',' + csv_field(column.name) + ',' +
                                    csv_field(places[c].item) + ',' + csv_field(places[c].stratum) + ',';
            const auto one = estimate(values[s][c]);
            out << who << "mean," << numbers(one.mean, one.interval, unit, one.runs);
            if (s != baseline) {
                const auto pairs = paired(values[baseline][c], values[s][c]);
                out << who << "paired_difference," << numbers(pairs.difference, pairs.interval, unit, pairs.runs);
            }
        }
    }
}

constexpr std::string_view first_line =
    "scenario,outcome,item,stratum,statistic,value,low,high,unit,runs_complete,runs_planned\r\n";

} // namespace

void write_summary(AllTotals& runs, std::ostream& out)
{
    const auto& layout = runs.layout();
    const auto units = units_at(runs.source(), 0);
    const auto baseline = scenario_named(layout, layout.baseline);
    out << first_line;
    for (std::size_t column = 0; column < layout.columns.size(); ++column) {
        parallel::check_stop();
        write_column(out, runs, units, column, baseline);
    }
}

void write_summary(AllTotals& runs, const std::filesystem::path& file)
{
    results::write_text_file(file, [&](std::ostream& out) { write_summary(runs, out); });
}

bool is_summary(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string start(first_line.size(), ' ');
    return in.read(start.data(), static_cast<std::streamsize>(start.size())) && start == first_line;
}

} // namespace meam::analysis
