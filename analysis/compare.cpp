#include "analysis/compare.hpp"

#include "analysis/bootstrap.hpp"
#include "analysis/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace meam::analysis {
namespace {

bool belongs(const std::string& stratum, By by)
{
    switch (by) {
    case By::sex:
        return stratum == "female" || stratum == "male";
    case By::deprivation:
        return stratum.size() == 2 && stratum[0] == 'q' && stratum[1] >= '0' && stratum[1] <= '9';
    case By::needs:
        return stratum.starts_with("needs_");
    case By::place:
        return stratum.starts_with("place_");
    case By::none:
        break;
    }
    return false;
}

/// "all" first, so that the parts stand beside the whole.
std::vector<std::size_t> strata_by(const std::vector<std::string>& strata, By by)
{
    const auto all = std::ranges::find(strata, "all") - strata.begin();
    std::vector<std::size_t> chosen{static_cast<std::size_t>(all) % strata.size()};
    for (std::size_t s = 0; s < strata.size(); ++s) {
        if (belongs(strata[s], by)) {
            chosen.push_back(s);
        }
    }
    if (by == By::place && chosen.size() == 1) {
        throw results::ResultsError("these results are of one place, not divided by `place`. An experiment of several "
                                    "names them in `places`",
                                    2);
    }
    return chosen;
}

std::vector<Outcome> chosen_outcomes(const results::Layout& layout, const std::vector<std::string>& names)
{
    const auto known = outcomes_of(layout);
    std::vector<Outcome> chosen;
    for (const auto& name : names.empty() ? std::vector{layout.headline} : names) {
        if (!name.ends_with('*')) {
            chosen.push_back(outcome_named(known, name));
            continue;
        }
        const std::string_view beginning{name.data(), name.size() - 1};
        std::ranges::copy_if(known, std::back_inserter(chosen),
                             [&](const Outcome& one) { return one.name.starts_with(beginning); });
    }
    return chosen;
}

std::vector<Asked> asked_of(const results::Layout& layout, const Question& question)
{
    const auto strata = strata_by(strata_of(layout), question.by);
    std::vector<Asked> asked;
    for (const auto& outcome : chosen_outcomes(layout, question.outcomes)) {
        asked.push_back({outcome, strata.front()});
        for (std::size_t s = 1; outcome.stratified && s < strata.size(); ++s) {
            asked.push_back({outcome, strata[s]});
        }
    }
    return asked;
}

std::optional<double> share_worse(const std::vector<double>& differences, Better better)
{
    switch (better) {
    case Better::lower:
        return share_above_zero(differences);
    case Better::higher:
        return share_below_zero(differences);
    case Better::neutral:
        break;
    }
    return std::nullopt;
}

/// One per number of replicates: every row with as many pairs shares its draws.
class Bootstraps {
public:
    std::optional<Interval> interval(const std::vector<double>& differences, double level)
    {
        if (differences.size() < 2) {
            return std::nullopt;
        }
        return made_.try_emplace(differences.size(), differences.size()).first->second.interval(differences, level);
    }

private:
    std::map<std::size_t, Resamples> made_;
};

/// Every scenario but the baseline, for everything asked.
template <class Use>
void each_comparison(const results::Layout& layout, const std::vector<Asked>& asked, std::size_t baseline, Use use)
{
    for (std::size_t i = 0; i < asked.size(); ++i) {
        for (std::size_t scenario = 0; scenario < layout.scenarios.size(); ++scenario) {
            if (scenario != baseline) {
                use(i, scenario);
            }
        }
    }
}

std::vector<Difference> differences_at_first_point(AllTotals& runs, const std::vector<Asked>& asked,
                                                   std::size_t baseline, double level)
{
    const auto& layout = runs.layout();
    const auto strata = strata_of(layout);
    const Samples samples{runs, asked};
    Bootstraps bootstraps;
    std::vector<Difference> rows;
    each_comparison(layout, asked, baseline, [&](std::size_t i, std::size_t scenario) {
        const auto& [outcome, stratum] = asked[i];
        Difference row{.outcome = outcome.name,
                       .label = outcome.label,
                       .unit = outcome.unit,
                       .better = outcome.better,
                       .stratum = strata[stratum],
                       .scenario = layout.scenarios[scenario],
                       .pairs = paired(samples.values(i, baseline), samples.values(i, scenario), level)};
        row.bootstrap = bootstraps.interval(row.pairs.differences, level);
        row.share_worse = share_worse(row.pairs.differences, outcome.better);
        row.share_higher = share_above_zero(row.pairs.differences);
        row.share_lower = share_below_zero(row.pairs.differences);
        const auto basis = estimate(samples.basis(i, baseline)).mean;
        row.few = basis && *basis < few_people_or_events;
        if (!row.few) {
            row.relative = row.pairs.change;
        }
        rows.push_back(std::move(row));
    });
    return rows;
}

/// Variance of the points' means = variance of the parameters' effect + mean over points of (variance of chance /
/// pairs).
void split_chance_from_parameters(OverPoints& row, const std::vector<std::vector<double>>& differences)
{
    std::vector<double> means;
    std::vector<double> of_chance;
    std::vector<double> of_means;
    for (const auto& at_point : differences) {
        if (at_point.empty()) {
            continue;
        }
        means.push_back(mean(at_point));
        if (at_point.size() >= 2) {
            of_chance.push_back(variance(at_point));
            of_means.push_back(of_chance.back() / static_cast<double>(at_point.size()));
        }
    }
    if (!means.empty()) {
        row.mean = mean(means);
    }
    if (!of_chance.empty()) {
        row.from_chance = std::sqrt(mean(of_chance));
    }
    if (means.size() >= 2 && of_means.size() == means.size()) {
        row.from_parameters = std::sqrt(std::max(0.0, variance(means) - mean(of_means)));
    }
}

std::vector<OverPoints> effects_over_points(AllTotals& runs, const std::vector<Asked>& asked, std::size_t baseline,
                                            double level)
{
    const auto& layout = runs.layout();
    const auto strata = strata_of(layout);
    std::vector<Samples> samples;
    for (std::size_t point = 0; point < layout.points; ++point) {
        samples.emplace_back(runs, asked, static_cast<std::int32_t>(point));
    }
    std::vector<OverPoints> rows;
    each_comparison(layout, asked, baseline, [&](std::size_t i, std::size_t scenario) {
        const auto& [outcome, stratum] = asked[i];
        OverPoints row{.outcome = outcome.name,
                       .label = outcome.label,
                       .unit = outcome.unit,
                       .stratum = strata[stratum],
                       .scenario = layout.scenarios[scenario]};
        std::vector<std::vector<double>> differences;
        for (std::size_t point = 0; point < layout.points; ++point) {
            auto pairs = paired(samples[point].values(i, baseline), samples[point].values(i, scenario), level);
            row.points.push_back({point, pairs.runs, pairs.baseline, pairs.scenario, pairs.difference, pairs.interval});
            row.positive += pairs.difference.value_or(0.0) > 0.0;
            row.negative += pairs.difference.value_or(0.0) < 0.0;
            differences.push_back(std::move(pairs.differences));
        }
        split_chance_from_parameters(row, differences);
        rows.push_back(std::move(row));
    });
    return rows;
}

void note_missing_runs(Comparison& comparison)
{
    std::map<std::string, Runs> worst;
    for (const auto& row : comparison.differences) {
        const auto [at, first] = worst.try_emplace(row.scenario, row.pairs.runs);
        if (row.pairs.runs.complete < at->second.complete) {
            at->second = row.pairs.runs;
        }
    }
    for (const auto& [scenario, runs] : worst) {
        if (runs.complete < runs.planned) {
            comparison.notes.push_back("`" + scenario + "`: some numbers are based on as few as " +
                                       std::to_string(runs.complete) + " of " + std::to_string(runs.planned) +
                                       " planned pairs; in the others a run is missing, or had no resident to count.");
        }
    }
}

std::vector<std::string> notes_on(const results::Layout& layout, const Comparison& comparison, const Question& question,
                                  const std::vector<Asked>& asked)
{
    std::vector<std::string> notes;
    if (comparison.differences.empty()) {
        notes.push_back("There is no other scenario to compare with `" + comparison.baseline + "`.");
        return notes;
    }
    notes.push_back("Differences are from `" + comparison.baseline + "`, replicate by replicate, with " +
                    shortest(100.0 * comparison.level) +
                    " % intervals for their mean: Student t, and bootstrap (BCa) in csv and json.");
    const auto few = std::ranges::count_if(comparison.differences, &Difference::few);
    if (few > 0) {
        notes.push_back("Percentages are left blank in " + std::to_string(few) + (few == 1 ? " row" : " rows") +
                        ": fewer than 30 people or events are behind the baseline's number.");
    }
    if (std::ranges::any_of(asked, [](const Asked& one) { return one.outcome.name.starts_with("need."); })) {
        notes.emplace_back(
            "`need.…` counts residents with a need established or acute (severity 2 or more): a resident "
            "who goes from emerging to established, as from a sofa into a hostel, adds to it.");
    }
    if (find_column(layout, "population") != nullptr && find_column(layout, "population_at_start") == nullptr) {
        notes.emplace_back("These results are of an earlier version, without the residents at the start: person-years "
                           "count residents when each week ends.");
    }
    if (question.by != By::none &&
        std::ranges::any_of(asked, [](const Asked& one) { return !one.outcome.stratified; })) {
        notes.emplace_back("Outcomes of services and agencies are known for all residents together only.");
    }
    if (!comparison.over_points.empty()) {
        notes.emplace_back("This table is of point 0 of the design; the other points vary parameters, not chance.");
    }
    return notes;
}

} // namespace

By by_named(std::string_view word)
{
    if (word == "none" || word.empty()) {
        return By::none;
    }
    if (word == "sex") {
        return By::sex;
    }
    if (word == "deprivation") {
        return By::deprivation;
    }
    if (word == "needs") {
        return By::needs;
    }
    if (word == "place") {
        return By::place;
    }
    throw results::ResultsError(
        "results are not divided by `" + std::string{word} + "`: none, sex, deprivation, needs or place", 2);
}

Comparison compare(const results::Source& source, const Question& question)
{
    AllTotals runs{source};
    return compare(runs, question);
}

Comparison compare(AllTotals& runs, const Question& question)
{
    const auto& layout = runs.layout();
    Comparison result{.title = layout.title,
                      .baseline = question.baseline.empty() ? layout.baseline : question.baseline,
                      .level = question.level};
    const auto asked = asked_of(layout, question);
    const auto baseline = scenario_named(layout, result.baseline);

    result.differences = differences_at_first_point(runs, asked, baseline, question.level);
    if (layout.points > 1) {
        result.over_points = effects_over_points(runs, asked, baseline, question.level);
    }
    result.notes = notes_on(layout, result, question, asked);
    note_missing_runs(result);
    return result;
}

} // namespace meam::analysis
