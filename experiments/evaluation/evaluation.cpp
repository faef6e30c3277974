#include "experiments/evaluation/evaluation.hpp"

#include "experiments/evaluation/matching.hpp"

#include <algorithm>

namespace meam {
namespace {

using Counts = std::vector<std::int32_t>;

enum Group { participants, complete_cases, matched, comparators, in_the_baseline, groups };
enum NeedChange { better, same, worse, lost, fewer_crises, more_crises, changes };

/// Person-weeks and recorded crises of each group, before and after.
class Windows {
public:
    explicit Windows(std::size_t crises)
        : people(groups, 0), weeks(groups * 2, 0), recorded(groups * 2 * crises, 0), inappropriate(recorded),
          crises_(crises)
    {}

    void add(Group group, const History& history, const Indexes& index)
    {
        for (std::size_t i = 0; i < index.size(); ++i) {
            if (index[i] >= 0) {
                const auto there = observed(history.people[i], index[i]);
                ++people[group];
                weeks[group * 2U] += there.before;
                weeks[group * 2U + 1] += there.after;
            }
        }
        for (const auto& crisis : history.recorded) {
            const Week about = index[crisis.resident];
            const Week since = crisis.week - about;
            if (about < 0 || since < -evaluated_weeks || since >= evaluated_weeks) {
                continue;
            }
            const auto cell = (group * 2U + (since < 0 ? 0U : 1U)) * crises_ + crisis.crisis;
            ++recorded[cell];
            inappropriate[cell] += crisis.inappropriate ? 1 : 0;
        }
    }

    Counts people, weeks, recorded, inappropriate;

private:
    std::size_t crises_;
};

/// Who got better and who worse: the same person in both, by recorded crises. Who died or left in one of the two, and
/// not at the same time in the other, is lost and neither.
class Changes {
public:
    explicit Changes(const Model& model) : counts(strata::labels(model).size() * who_labels.size() * changes, 0) {}

    void add(std::size_t who, const Person& person, bool is_lost, int with, int without)
    {
        for (const int stratum : person.strata) {
            auto* cell = &counts[(static_cast<std::size_t>(stratum) * who_labels.size() + who) * changes];
            if (is_lost) {
                ++cell[lost];
                continue;
            }
            ++cell[with < without ? better : with == without ? same : worse];
            cell[fewer_crises] += std::max(0, without - with);
            cell[more_crises] += std::max(0, with - without);
        }
    }

    Counts counts;
};

Indexes no_index_weeks(const History& history)
{
    return Indexes(history.people.size(), -1);
}

} // namespace

bool has_hub(const Model& model)
{
    return std::any_of(model.services.begin(), model.services.end(),
                       [](const Service& service) { return service.hub() || service.placebo(); });
}

std::vector<results::Axis> evaluation_axes()
{
    const auto axis = [](const char* name, const char* meaning, const std::vector<std::string>& labels) {
        return results::Axis{name, meaning, labels, labels.size()};
    };
    return {axis("evaluated", "groups of residents whose recorded crises an evaluation counts", group_labels),
            axis("window", "52 weeks before or after an index week", window_labels),
            axis("matching_count", "people of a matched comparison", matching_labels),
            axis("matching_covariate", "what is recorded of people before the index week", covariate_labels),
            axis("balance_group", "groups that a matching should balance", balance_labels),
            axis("moment", "sums over people", moment_labels),
            axis("who", "residents ever enrolled in a hub, or all others", who_labels),
            axis("change", "the same person in the scenario, against the baseline", change_labels),
            axis("lived_in", "the scenario, or the baseline", lived_in_labels)};
}

std::vector<results::Column> evaluation_columns()
{
    using results::Type;
    return {{"evaluation_people", "people evaluated", "1", {"evaluated"}, Type::int32},
            {"evaluation_weeks", "their weeks in the place", "1", {"evaluated", "window"}, Type::int32},
            {"evaluation_recorded", "their recorded crises", "1", {"evaluated", "window", "crisis"}, Type::int32},
            {"evaluation_inappropriate",
             "their recorded crises whose purpose the agency cannot meet",
             "1",
             {"evaluated", "window", "crisis"},
             Type::int32},
            {"evaluation_matching", "people of the matched comparison", "1", {"matching_count"}, Type::int32},
            {"evaluation_balance",
             "what was recorded of them before",
             "1",
             {"matching_covariate", "balance_group", "moment"},
             Type::int64},
            {"evaluation_changes",
             "people with fewer or more recorded crises than in the baseline, and how many",
             "1",
             {"stratum", "who", "change"},
             Type::int32},
            {"evaluation_whole",
             "recorded crises of all weeks, of those ever enrolled and of the others",
             "1",
             {"who", "crisis", "lived_in"},
             Type::int32}};
}

std::vector<results::Data> evaluate(const Model& model, History scenario, History baseline, Week from, Week until,
                                    int caliper)
{
    const auto people = std::max(scenario.people.size(), baseline.people.size()); // newcomers may differ
    scenario.people.resize(people);
    baseline.people.resize(people);
    auto taking_part = no_index_weeks(scenario), complete = taking_part, all = taking_part;
    std::vector<bool> ever_enrolled(people, false);
    for (std::size_t i = 0; i < people; ++i) {
        const auto& person = scenario.people[i];
        ever_enrolled[i] = person.enrolled >= from && person.enrolled < until;
        all[i] = from;
        if (person.enrolled >= from && person.enrolled < until - evaluated_weeks) {
            taking_part[i] = person.enrolled;
            complete[i] = observed(person, person.enrolled).whole() ? person.enrolled : -1;
        }
    }
    const auto matching = match(scenario, taking_part, caliper);
    auto those_matched = no_index_weeks(scenario), compared = those_matched;
    Counts matching_counts{0, matching.observed, 0, 0};
    for (const auto& [participant, comparator] : matching.pairs) {
        const Week index = taking_part[participant];
        those_matched[participant] = compared[comparator] = index;
        const Week enrolled = scenario.people[comparator].enrolled;
        ++matching_counts[2];
        matching_counts[3] += enrolled >= index && enrolled < index + evaluated_weeks ? 1 : 0;
    }

    Windows windows(model.crises.size());
    windows.add(participants, scenario, taking_part);
    windows.add(complete_cases, scenario, complete);
    windows.add(matched, scenario, those_matched);
    windows.add(comparators, scenario, compared);
    windows.add(in_the_baseline, baseline, taking_part);
    matching_counts[0] = windows.people[participants];

    Changes changed(model);
    const auto year_with = recorded_about(scenario, taking_part, 0, evaluated_weeks);
    const auto year_without = recorded_about(baseline, taking_part, 0, evaluated_weeks);
    const auto run_with = recorded_about(scenario, all, 0, until - from);
    const auto run_without = recorded_about(baseline, all, 0, until - from);
    for (std::size_t i = 0; i < people; ++i) {
        const auto& with = scenario.people[i];
        const auto& without = baseline.people[i];
        const auto apart_before = [&](Week end) { return std::min(with.ended, end) != std::min(without.ended, end); };
        if (taking_part[i] >= 0) {
            changed.add(0, with, apart_before(taking_part[i] + evaluated_weeks), year_with[i], year_without[i]);
        } else if (with.came && with.ended > from && !ever_enrolled[i]) {
            changed.add(1, with, apart_before(until), run_with[i], run_without[i]);
        }
    }

    Counts whole(who_labels.size() * model.crises.size() * 2, 0);
    const auto count_whole = [&](const History& history, std::size_t lived_in) {
        for (const auto& crisis : history.recorded) {
            if (crisis.week >= from) {
                const std::size_t who = ever_enrolled[crisis.resident] ? 0 : 1;
                ++whole[(who * model.crises.size() + crisis.crisis) * 2 + lived_in];
            }
        }
    };
    count_whole(scenario, 0);
    count_whole(baseline, 1);

    std::vector<std::int64_t> balance;
    for (const auto& covariate : matching.balance) {
        for (const auto& group : covariate) {
            balance.insert(balance.end(), group.begin(), group.end());
        }
    }
    return {std::move(windows.people),   std::move(windows.weeks),
            std::move(windows.recorded), std::move(windows.inappropriate),
            std::move(matching_counts),  std::move(balance),
            std::move(changed.counts),   std::move(whole)};
}

} // namespace meam
