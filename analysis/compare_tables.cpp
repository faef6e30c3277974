#include "analysis/cells.hpp"
#include "analysis/compare.hpp"
#include "analysis/numbers.hpp"

namespace meam::analysis {
namespace {

Cell percent_cell(const std::optional<double>& share)
{
    return share ? Cell{100.0 * *share} : Cell{};
}

constexpr double most_measurable = 1'000.0; ///< of a ratio of variances, over as many replicates as there ever are

/// How many times more replicates unpaired runs would need; nothing where that is too many to measure.
Cell times(const Paired& pairs)
{
    return pairs.variance_reduction && *pairs.variance_reduction <= most_measurable ? Cell{*pairs.variance_reduction}
                                                                                    : Cell{};
}

/// The same in words: "exact" where all pairs differ by the same amount.
Cell pairing(const Paired& pairs)
{
    if (pairs.runs.complete < 2) {
        return {};
    }
    if (!pairs.variance_reduction) {
        return std::string("exact");
    }
    return *pairs.variance_reduction > most_measurable ? Cell{">" + readable(std::int64_t{1'000})}
                                                       : Cell{readable(Cell{*pairs.variance_reduction})};
}

} // namespace

Table table_of(const Comparison& comparison)
{
    Table table{comparison.title,
                {{"outcome", "outcome"},
                 {"label", "meaning", "", true},
                 {"unit", "unit"},
                 {"stratum", "stratum"},
                 {"scenario", "scenario"},
                 {"baseline_mean", "baseline"},
                 {"scenario_mean", "with it"},
                 {"difference", "difference"},
                 {"low", "low"},
                 {"high", "high"},
                 {"bootstrap_low", "boot low", "", true},
                 {"bootstrap_high", "boot high", "", true},
                 {"relative", "change", "%"},
                 {"relative_low", "change, low", "%", true},
                 {"relative_high", "change, high", "%", true},
                 {"share_worse", "worse in", "% of runs"},
                 {"share_higher", "higher in", "% of runs", true},
                 {"share_lower", "lower in", "% of runs", true},
                 {"variance_reduction", "pairing", "times", true},
                 {"pairing", "pairing", "times"},
                 {"runs_complete", "pairs"},
                 {"runs_planned", "planned"}},
                {},
                comparison.notes};
    for (const auto& row : comparison.differences) {
        table.rows.push_back({row.outcome,
                              row.label,
                              row.unit,
                              row.stratum,
                              row.scenario,
                              cell(row.pairs.baseline),
                              cell(row.pairs.scenario),
                              cell(row.pairs.difference),
                              low(row.pairs.interval),
                              high(row.pairs.interval),
                              low(row.bootstrap),
                              high(row.bootstrap),
                              cell(row.relative.mean),
                              low(row.relative.interval),
                              high(row.relative.interval),
                              percent_cell(row.share_worse),
                              percent_cell(row.share_higher),
                              percent_cell(row.share_lower),
                              times(row.pairs),
                              pairing(row.pairs),
                              count(row.pairs.runs.complete),
                              count(row.pairs.runs.planned)});
    }
    return table;
}

Table points_table_of(const Comparison& comparison)
{
    Table table{comparison.title,
                {{"outcome", "outcome"},
                 {"unit", "unit"},
                 {"stratum", "stratum"},
                 {"scenario", "scenario"},
                 {"points", "points"},
                 {"positive", "higher at"},
                 {"negative", "lower at"},
                 {"mean", "mean effect"},
                 {"from_parameters", "sd, parameters"},
                 {"from_chance", "sd, chance"}},
                {},
                {}};
    for (const auto& row : comparison.over_points) {
        table.rows.push_back({row.outcome, row.unit, row.stratum, row.scenario, count(row.points.size()),
                              count(row.positive), count(row.negative), cell(row.mean), cell(row.from_parameters),
                              cell(row.from_chance)});
    }
    if (!table.rows.empty()) {
        table.notes.emplace_back(
            "Each point is one set of parameters; its effect is the mean over its replicates. "
            "The variance between points, without that of chance, is stated apart from the variance "
            "between the replicates of one point.");
    }
    return table;
}

namespace {

/// Whether two inputs change by the same factors from point to point, as those of one axis do.
bool vary_together(const results::Inputs& inputs, std::size_t a, std::size_t b)
{
    const auto count = inputs.names.size();
    const double first = inputs.values[a], second = inputs.values[b];
    for (std::size_t at = 0; at < inputs.values.size(); at += count) {
        const double left = inputs.values[at + a] * second, right = inputs.values[at + b] * first;
        if (std::abs(left - right) > 1e-9 * std::abs(left)) {
            return false;
        }
    }
    return first != 0.0 && second != 0.0;
}

/// The inputs that the text form shows: of those that vary together the first.
std::vector<bool> shown_inputs(const results::Inputs& inputs)
{
    std::vector<bool> shown(inputs.names.size(), false);
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < inputs.names.size() && chosen.size() < most_inputs_shown; ++i) {
        if (std::ranges::none_of(chosen, [&](std::size_t other) { return vary_together(inputs, other, i); })) {
            shown[i] = true;
            chosen.push_back(i);
        }
    }
    return shown;
}

} // namespace

Table each_point_table_of(const Comparison& comparison, const results::Inputs& inputs)
{
    Table table{comparison.title, {{"point", "point"}}, {}, {}};
    const auto shown = shown_inputs(inputs);
    for (std::size_t i = 0; i < inputs.names.size(); ++i) {
        const auto unit = inputs.units[i] == "1" ? "" : inputs.units[i];
        table.columns.push_back({inputs.names[i], inputs.names[i], unit, !shown[i]});
    }
    for (const auto* name : {"outcome", "unit", "stratum", "scenario"}) {
        table.columns.push_back({name, name});
    }
    table.columns.insert(table.columns.end(), {{"baseline_mean", "baseline"},
                                               {"scenario_mean", "with it"},
                                               {"difference", "difference"},
                                               {"low", "low"},
                                               {"high", "high"},
                                               {"runs_complete", "pairs"},
                                               {"runs_planned", "planned"}});
    for (const auto& row : comparison.over_points) {
        for (const auto& at : row.points) {
            std::vector<Cell> cells{count(at.point)};
            for (std::size_t i = 0; i < inputs.names.size(); ++i) {
                cells.emplace_back(inputs.values[at.point * inputs.names.size() + i]);
            }
            cells.insert(cells.end(), {row.outcome, row.unit, row.stratum, row.scenario, cell(at.baseline),
                                       cell(at.scenario), cell(at.difference), low(at.interval), high(at.interval),
                                       count(at.runs.complete), count(at.runs.planned)});
            table.rows.push_back(std::move(cells));
        }
    }
    table.notes.emplace_back(
        "Point 0 has the numbers as stated. Intervals are 95 % and hold chance alone: the numbers of "
        "a point are taken as given.");
    const auto left_out = std::ranges::count(shown, false);
    if (left_out > 0) {
        table.notes.push_back("Left out are " + std::to_string(left_out) +
                              " numbers that vary with those shown, or beyond the first " +
                              std::to_string(most_inputs_shown) + "; csv and json have all.");
    }
    return table;
}

} // namespace meam::analysis
