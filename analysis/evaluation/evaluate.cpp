#include "analysis/evaluation/evaluate.hpp"

#include "analysis/compare.hpp"
#include "analysis/evaluation/sums.hpp"
#include "analysis/groups.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace meam::analysis {
namespace {

/// One number per replicate of one scenario.
class Histories {
public:
    Histories(AllTotals& runs, std::size_t scenario) : runs_(runs)
    {
        const auto units = units_at(runs.source(), 0);
        planned_ = planned_replicates(runs.layout(), units);
        std::ranges::copy_if(units, std::back_inserter(units_), [&](const results::UnitId& unit) {
            return static_cast<std::size_t>(unit.scenario) == scenario;
        });
    }

    using Measure = std::function<std::optional<double>(const EvaluationSums&)>;

    [[nodiscard]] Replicates of(const Measure& measure) const
    {
        Replicates values(planned_);
        for (const auto& unit : units_) {
            const EvaluationSums sums(runs_.layout(), runs_.of(unit));
            values[static_cast<std::size_t>(unit.replicate)] = measure(sums);
        }
        return values;
    }

private:
    AllTotals& runs_;
    std::size_t planned_ = 0;
    std::vector<results::UnitId> units_;
};

std::optional<double> ratio(double a, double b)
{
    return b > 0.0 ? std::optional(a / b) : std::nullopt;
}

std::optional<double> difference(std::optional<double> a, std::optional<double> b)
{
    return a && b ? std::optional(*a - *b) : std::nullopt;
}

Replicates combined(const Replicates& a, const Replicates& b,
                    std::optional<double> (*how)(std::optional<double>, std::optional<double>))
{
    Replicates result(a.size());
    for (std::size_t r = 0; r < a.size(); ++r) {
        result[r] = how(a[r], b[r]);
    }
    return result;
}

std::optional<double> percent_of(std::optional<double> change, std::optional<double> of)
{
    return change && of && *of > 0.0 ? std::optional(100.0 * *change / *of) : std::nullopt;
}

std::vector<double> present(const Replicates& values)
{
    std::vector<double> result;
    for (const auto& value : values) {
        if (value) {
            result.push_back(*value);
        }
    }
    return result;
}

/// [%] of all runs together.
std::optional<double> percent_of(const std::vector<double>& parts, const std::vector<double>& wholes)
{
    const auto share = ratio_of_sums(parts, wholes).mean;
    return share ? std::optional(100.0 * *share) : std::nullopt;
}

/// Recorded crises a person-year of a group in a window.
Histories::Measure rate(std::string group, std::string window)
{
    return [group = std::move(group), window = std::move(window)](const EvaluationSums& sums) {
        return ratio(sums.crises(group, window) * weeks_per_year, sums.weeks(group, window));
    };
}

EvaluationEstimate estimate_of(std::string name, std::string unit, const Replicates& people, const Replicates& without,
                               const Replicates& with)
{
    const auto change = combined(with, without, difference);
    EvaluationEstimate result{std::move(name),   std::move(unit), estimate(people),
                              estimate(without), estimate(with),  estimate(change)};
    result.one_pilot = prediction_interval(present(change));
    if (result.people.mean && *result.people.mean >= few_people_or_events) {
        result.relative = paired(without, with).change;
        result.one_relative = prediction_interval(present(combined(change, without, percent_of)));
    }
    return result;
}

/// What comparators' change makes of participants' before: where they would have been without the hub.
std::optional<double> expected_after(const EvaluationSums& sums)
{
    const auto before = rate("matched", "before")(sums);
    const auto change = difference(rate("comparators", "after")(sums), rate("comparators", "before")(sums));
    return before && change ? std::optional(*before + *change) : std::nullopt;
}

std::vector<EvaluationEstimate> estimates_of(const Histories& runs, double years)
{
    const auto people = [&](const std::string& group) {
        return runs.of([&](const EvaluationSums& sums) { return std::optional(sums.people(group)); });
    };
    const auto a_year = [&](const std::string& who, const std::string& lived_in) {
        return runs.of([&](const EvaluationSums& sums) { return std::optional(sums.whole(who, lived_in) / years); });
    };
    const std::string person_year = "crises a person-year", year = "crises a year";
    const auto participants = people("participants");
    const auto after = runs.of(rate("participants", "after"));
    std::vector<EvaluationEstimate> result{
        estimate_of("pilot", person_year, participants, runs.of(rate("participants", "before")), after),
        estimate_of("complete", person_year, people("complete_cases"), runs.of(rate("complete_cases", "before")),
                    runs.of(rate("complete_cases", "after"))),
        estimate_of("matched", person_year, people("matched"), runs.of(expected_after),
                    runs.of(rate("matched", "after"))),
        estimate_of("counterfactual", person_year, participants, runs.of(rate("in_the_baseline", "after")), after)};
    for (const auto& [name, who] :
         {std::pair{"whole", ""}, {"whole.participants", "participants"}, {"whole.others", "others"}}) {
        const auto without = a_year(who, "baseline");
        result.push_back(estimate_of(name, year, without, without, a_year(who, "scenario")));
        result.back().people = {};
    }
    return result;
}

std::vector<EvaluationPeople> people_of(const results::Layout& layout, const Histories& runs)
{
    std::vector<EvaluationPeople> result;
    for (const auto& stratum : strata_of(layout)) {
        for (const auto& who : layout.axis("who").labels) {
            const auto count = [&](const std::string& change) {
                return runs.of(
                    [&](const EvaluationSums& sums) { return std::optional(sums.changed(stratum, who, change)); });
            };
            const auto of = [&](const EvaluationSums& sums) {
                return sums.changed(stratum, who, "better") + sums.changed(stratum, who, "same") +
                       sums.changed(stratum, who, "worse");
            };
            result.push_back({stratum, who,
                              estimate(runs.of([&](const EvaluationSums& sums) { return std::optional(of(sums)); })),
                              estimate(count("better")), estimate(count("same")), estimate(count("worse")),
                              estimate(count("lost")), estimate(runs.of([&](const EvaluationSums& sums) {
                                  return ratio(sums.changed(stratum, who, "more_crises") -
                                                   sums.changed(stratum, who, "fewer_crises"),
                                               of(sums));
                              }))});
        }
    }
    return result;
}

std::vector<EvaluationDisplacement> displacement_of(AllTotals& all, const Histories& runs, const std::string& scenario)
{
    const auto& layout = all.layout();
    const double years = years_of(layout);
    std::vector<EvaluationDisplacement> result;
    const auto add = [&](const std::string& what, const std::vector<std::string>& crises) {
        const auto change = [&](const std::string& who) {
            return estimate(runs.of([&](const EvaluationSums& sums) {
                double sum = 0.0;
                for (const auto& crisis : crises) {
                    sum += sums.whole(who, "scenario", crisis) - sums.whole(who, "baseline", crisis);
                }
                return std::optional(sum / years);
            }));
        };
        result.push_back({what, "crises a year", change("participants"), change("others"), change("")});
    };
    add("all agencies", {""});
    for (const auto& [agency, crises] : groups_of(layout, "crisis_agency")) {
        add(agency, crises);
    }
    std::vector<std::string> beyond{"waiting*"};
    if (find_column(layout, "crises_elsewhere") != nullptr) {
        beyond.emplace_back("crisis_elsewhere");
    }
    for (const auto& row : compare(all, {.outcomes = beyond}).differences) {
        if (row.scenario == scenario && row.pairs.difference && *row.pairs.difference != 0.0) {
            result.push_back(
                {row.outcome, row.unit, {}, {}, {row.pairs.runs, row.pairs.difference, row.pairs.interval}});
        }
    }
    return result;
}

/// Mean and variance of all runs' people together.
struct Pooled {
    double people = 0.0, sum = 0.0, squares = 0.0;
    [[nodiscard]] double mean() const { return sum / people; }
    [[nodiscard]] double variance() const { return (squares - sum * sum / people) / (people - 1.0); }
};

Pooled pooled(const Histories& runs, const std::string& covariate, const std::string& group)
{
    const auto total = [&](const std::string& moment) {
        double sum = 0.0;
        for (const double value : present(runs.of(
                 [&](const EvaluationSums& sums) { return std::optional(sums.moment(covariate, group, moment)); }))) {
            sum += value;
        }
        return sum;
    };
    return {total("people"), total("sum"), total("sum_of_squares")};
}

std::optional<double> apart(const Pooled& a, const Pooled& b)
{
    if (a.people < 2.0 || b.people < 2.0) {
        return std::nullopt;
    }
    const double spread = std::sqrt(0.5 * (a.variance() + b.variance()));
    return spread > 0.0 ? std::optional((a.mean() - b.mean()) / spread) : std::nullopt;
}

std::vector<EvaluationBalance> balance_of(const results::Layout& layout, const Histories& runs)
{
    std::vector<EvaluationBalance> result;
    for (const auto& covariate : layout.axis("matching_covariate").labels) {
        const auto mean_of = [&](const std::string& group) {
            return estimate(runs.of([&](const EvaluationSums& sums) {
                return ratio(sums.moment(covariate, group, "sum"), sums.moment(covariate, group, "people"));
            }));
        };
        const auto of = [&](const std::string& group) { return pooled(runs, covariate, group); };
        result.push_back({covariate, mean_of("participants"), mean_of("others"), mean_of("matched"),
                          mean_of("comparators"), apart(of("participants"), of("others")),
                          apart(of("matched"), of("comparators"))});
    }
    return result;
}

std::vector<EvaluationCrisis> crises_of(const results::Layout& layout, const Histories& runs)
{
    std::vector<EvaluationCrisis> result;
    for (const bool inappropriate : {false, true}) {
        const std::string column = inappropriate ? "evaluation_inappropriate" : "evaluation_recorded";
        for (const auto& crisis : layout.axis("crisis").labels) {
            const auto a_year = [&](const std::string& group, const std::string& window) {
                return runs.of([&](const EvaluationSums& sums) {
                    return ratio(sums.crises(group, window, crisis, column) * weeks_per_year,
                                 sums.weeks(group, window));
                });
            };
            const auto events = estimate(runs.of([&](const EvaluationSums& sums) {
                                    return std::optional(sums.crises("participants", "before", crisis, column));
                                })).mean;
            if (!events || *events < few_people_or_events) {
                continue;
            }
            const auto before = a_year("participants", "before"), after = a_year("participants", "after"),
                       elsewhere = a_year("in_the_baseline", "after");
            const auto pilot = combined(combined(after, before, difference), before, percent_of);
            result.push_back({crisis, inappropriate, estimate(before), estimate(after), paired(before, after).change,
                              prediction_interval(present(pilot)), paired(elsewhere, after).change});
        }
    }
    return result;
}

} // namespace

bool can_be_evaluated(const results::Layout& layout)
{
    return find_column(layout, "evaluation_people") != nullptr;
}

Evaluations evaluate(AllTotals& all, Depth depth)
{
    const auto& layout = all.layout();
    if (!can_be_evaluated(layout)) {
        throw results::ResultsError("these results hold no evaluation: their model has no hub and no placebo hub, so "
                                    "no hub has participants");
    }
    Evaluations result{layout.title, layout.baseline};
    for (std::size_t s = 0; s < layout.scenarios.size(); ++s) {
        const auto& name = layout.scenarios[s];
        if (name == layout.baseline) {
            continue;
        }
        const Histories runs(all, s);
        const auto participants =
            estimate(runs.of([](const EvaluationSums& sums) { return std::optional(sums.people("participants")); }));
        if (!participants.mean || *participants.mean == 0.0) {
            result.without_participants.push_back(name);
            continue;
        }
        Evaluation one{name};
        one.estimates = estimates_of(runs, years_of(layout));
        one.crises = crises_of(layout, runs);
        if (depth == Depth::words) {
            result.scenarios.push_back(std::move(one));
            continue;
        }
        one.people = people_of(layout, runs);
        one.displacement = displacement_of(all, runs, name);
        one.balance = balance_of(layout, runs);
        const auto matching = [&](const std::string& count) {
            return present(runs.of([&](const EvaluationSums& sums) { return std::optional(sums.matching(count)); }));
        };
        const auto candidates = matching("participants"), matched = matching("matched");
        std::vector<double> unmatched;
        std::ranges::transform(candidates, matched, std::back_inserter(unmatched), std::minus{});
        one.unmatched = percent_of(unmatched, candidates);
        one.contaminated = percent_of(matching("comparators_enrolled_later"), matched);
        result.scenarios.push_back(std::move(one));
    }
    return result;
}

} // namespace meam::analysis
