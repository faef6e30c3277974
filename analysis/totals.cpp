#include "analysis/totals.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace meam::analysis {
namespace {

constexpr std::string_view week_axis = "week";
constexpr std::string_view stratum = "stratum";

constexpr double years_per_week = 7.0 / 365.25;

template <class Items> auto find_named(const Items& items, std::string_view name)
{
    const auto at = std::ranges::find_if(items, [name](const auto& item) { return item.name == name; });
    return at == items.end() ? nullptr : &*at;
}

bool has_weeks(const results::Column& column)
{
    return std::ranges::find(column.axes, week_axis) != column.axes.end();
}

} // namespace

Kind kind_of(const results::Column& column)
{
    constexpr std::array<std::string_view, 11> flows{"crises",           "inappropriate",    "deaths",       "desks",
                                                     "contacts",         "contact_purposes", "repeats_from", "costs",
                                                     "crises_elsewhere", "deaths_elsewhere", "queue_joined"};
    if (!has_weeks(column)) {
        return Kind::level;
    }
    return std::ranges::find(flows, column.name) != flows.end() ? Kind::flow : Kind::stock;
}

const results::Column* find_column(const results::Layout& layout, std::string_view name)
{
    return find_named(layout.columns, name);
}

const results::Axis* find_axis(const results::Layout& layout, std::string_view name)
{
    return find_named(layout.axes, name);
}

std::optional<std::size_t> find_label(const results::Axis& axis, std::string_view label)
{
    const auto at = std::ranges::find(axis.labels, label);
    if (at == axis.labels.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(at - axis.labels.begin());
}

std::size_t size_of(const results::Axis& axis)
{
    return axis.labels.empty() ? axis.length : axis.labels.size();
}

std::vector<std::string> axes_without_weeks(const results::Column& column)
{
    std::vector<std::string> axes;
    std::ranges::copy_if(column.axes, std::back_inserter(axes), [](const auto& axis) { return axis != week_axis; });
    return axes;
}

double weeks_of(const results::Layout& layout)
{
    const auto* axis = find_axis(layout, week_axis);
    return axis ? static_cast<double>(size_of(*axis)) : 0.0;
}

double years_of(const results::Layout& layout)
{
    return weeks_of(layout) * years_per_week;
}

std::vector<std::string> strata_of(const results::Layout& layout)
{
    const auto* axis = find_axis(layout, stratum);
    return axis ? axis->labels : std::vector<std::string>{"all"};
}

namespace {

/// Adds up the cells of all weeks, or of the last week alone.
std::vector<double> sum_of_weeks(const results::Layout& layout, std::size_t column, const results::Data& data,
                                 bool last_alone)
{
    const auto& shape = layout.columns.at(column);
    std::size_t before = 1; // cells of the axes before the weeks, the weeks, and after them
    std::size_t during = 1;
    std::size_t after = 1;
    bool past = false;
    for (const auto& name : shape.axes) {
        const std::size_t size = size_of(layout.axis(name));
        if (name == week_axis) {
            during = size;
            past = true;
        } else {
            (past ? after : before) *= size;
        }
    }
    return std::visit(
        [&](const auto& numbers) {
            if (numbers.size() != before * during * after) {
                throw results::ResultsError("`" + shape.name + "` of one run has " + std::to_string(numbers.size()) +
                                            " numbers where the layout asks for " +
                                            std::to_string(before * during * after));
            }
            std::vector<double> totals(before * after);
            auto next = numbers.begin();
            for (std::size_t b = 0; b < before; ++b) {
                for (std::size_t week = 0; week < during; ++week) {
                    for (std::size_t a = 0; a < after; ++a, ++next) {
                        if (!last_alone || week + 1 == during) {
                            totals[b * after + a] += static_cast<double>(*next);
                        }
                    }
                }
            }
            return totals;
        },
        data);
}

} // namespace

std::vector<double> total_over_weeks(const results::Layout& layout, std::size_t column, const results::Data& data)
{
    return sum_of_weeks(layout, column, data, false);
}

std::vector<double> last_week_of(const results::Layout& layout, std::size_t column, const results::Data& data)
{
    return sum_of_weeks(layout, column, data, true);
}

Selection select(const results::Layout& layout, std::string_view column, const Picked& picked)
{
    Selection result;
    result.column = layout.column_index(std::string{column});
    result.cells = {0};
    for (const auto& name : axes_without_weeks(layout.columns[result.column])) {
        const std::size_t size = size_of(layout.axis(name));
        std::vector<std::size_t> take(size);
        std::iota(take.begin(), take.end(), std::size_t{0});
        if (name == stratum) {
            take = {0};
            result.between_strata = 1;
        } else if (const auto chosen = picked.find(name); chosen != picked.end()) {
            take = chosen->second;
            result.between_strata *= size;
        } else {
            result.between_strata *= size;
        }
        std::vector<std::size_t> cells;
        for (const std::size_t outer : result.cells) {
            for (const std::size_t inner : take) {
                cells.push_back(outer * size + inner);
            }
        }
        result.cells = std::move(cells);
    }
    return result;
}

Totals::Totals(const results::Layout& layout, const results::Unit& run) : unit_(run.id)
{
    for (std::size_t column = 0; column < run.data.size(); ++column) {
        columns_.emplace(column, Sums{total_over_weeks(layout, column, run.data[column]),
                                      last_week_of(layout, column, run.data[column])});
    }
}

const Totals::Sums& Totals::sums(std::size_t column)
{
    auto at = columns_.find(column);
    if (at == columns_.end()) {
        if (source_ == nullptr) {
            throw results::ResultsError(results::words(unit_) + " has no column " + std::to_string(column));
        }
        const auto data = source_->column(unit_, column);
        at = columns_
                 .emplace(column, Sums{total_over_weeks(source_->layout(), column, data),
                                       last_week_of(source_->layout(), column, data)})
                 .first;
    }
    return at->second;
}

const std::vector<double>& Totals::column(std::size_t column)
{
    return sums(column).total;
}

namespace {

double sum_of_cells(const std::vector<double>& values, const Selection& selection, std::size_t stratum_number)
{
    double sum = 0.0;
    for (const std::size_t cell : selection.cells) {
        sum += values.at(cell + stratum_number * selection.between_strata);
    }
    return sum;
}

} // namespace

double Totals::sum(const Selection& selection, std::size_t stratum_number)
{
    return sum_of_cells(sums(selection.column).total, selection, stratum_number);
}

double Totals::last(const Selection& selection, std::size_t stratum_number)
{
    return sum_of_cells(sums(selection.column).last, selection, stratum_number);
}

AllTotals::AllTotals(const results::Source& source) : AllTotals(source, {}) {}

AllTotals::AllTotals(const results::Source& source, std::map<results::UnitId, Totals> known)
    : source_(source), runs_(std::move(known))
{
    for (const auto& [id, digest] : source.units()) {
        runs_.try_emplace(id, source, id);
    }
}

Totals& AllTotals::of(const results::UnitId& unit)
{
    const auto at = runs_.find(unit);
    if (at == runs_.end()) {
        throw results::ResultsError(results::words(unit) + " is not among these results");
    }
    return at->second;
}

} // namespace meam::analysis
