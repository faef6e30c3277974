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

} // namespace meam::analysis
