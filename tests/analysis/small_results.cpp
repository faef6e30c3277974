#include "tests/analysis/small_results.hpp"

#include <algorithm>

namespace meam::testing {

results::Axis labelled(const std::string& name, const std::vector<std::string>& labels)
{
    return {.name = name, .long_name = name, .labels = labels, .length = labels.size(), .unit = "1"};
}

results::Layout small_layout(std::size_t replicates_planned)
{
    using results::Type;
    results::Layout layout;
    layout.experiment = "small";
    layout.title = "Does the hub help?";
    layout.headline = "crisis_demand";
    layout.scenarios = {"siloed", "hub"};
    layout.baseline = "siloed";
    layout.replicates_planned = replicates_planned;
    layout.axes = {{"week", "week", {}, 2, "days since 2020-01-06"},
                   labelled("stratum", {"all", "female", "male", "q1", "q2", "needs_0", "needs_3_plus"}),
                   labelled("crisis", {"thirst", "flood"}),
                   labelled("count", {"happened", "disclosed", "recorded", "acted_on"}),
                   labelled("standing", {"at_liberty", "away", "dead", "departed"}),
                   labelled("need", {"water", "warmth"}),
                   labelled("severity", {"none", "emerging", "established", "acute"}),
                   labelled("cohort", {"current_2", "current_3", "ever_3"}),
                   labelled("home", {"settled", "sofa", "rough"}),
                   labelled("service", {"well", "stove"}),
                   labelled("desk_event", {"refused_excluded", "refused_threshold", "admitted"}),
                   labelled("place_in_service", {"waiting_assessment", "waiting_treatment", "in_treatment"}),
                   labelled("wait_statistic", {"mean", "median"}),
                   labelled("cause", {"drowned", "frozen"}),
                   labelled("agency", {"water_board", "fire_service"}),
                   labelled("cost_kind", {"service", "harm"})};
    layout.columns = {{"crises", "", "1", {"week", "stratum", "crisis", "count"}, Type::int32},
                      {"population", "", "1", {"week", "stratum", "standing"}, Type::int32},
                      {"needs", "", "1", {"week", "stratum", "need", "severity"}, Type::int32},
                      {"in_cohort", "", "1", {"week", "stratum", "cohort"}, Type::int32},
                      {"home", "", "1", {"week", "stratum", "home"}, Type::int32},
                      {"desks", "", "1", {"week", "service", "desk_event"}, Type::int32},
                      {"caseload", "", "1", {"week", "service", "place_in_service"}, Type::int32},
                      {"deaths", "", "1", {"week", "stratum", "cause"}, Type::int32},
                      {"costs", "", "pence", {"week", "agency", "cost_kind"}, Type::int64},
                      {"waits", "", "week", {"service", "wait_statistic"}, Type::float64}};
    layout.notes["crisis_agency"] = "thirst=water_board\nflood=fire_service\n";
    return layout;
}

namespace {

results::Data zeros(results::Type type, std::size_t cells)
{
    switch (type) {
    case results::Type::int64:
        return std::vector<std::int64_t>(cells);
    case results::Type::float64:
        return std::vector<double>(cells);
    case results::Type::int32:
        break;
    }
    return std::vector<std::int32_t>(cells);
}

} // namespace

SmallRun::SmallRun(const results::Layout& layout, results::UnitId id) : layout_(layout)
{
    unit_.id = id;
    unit_.digest = std::string(32, '0');
    for (const auto& column : layout.columns) {
        unit_.data.push_back(zeros(column.type, layout.cells(column)));
    }
}

SmallRun& SmallRun::set(const std::string& column, const std::map<std::string, std::string>& labels, double value)
{
    return set(column, labels, std::nullopt, value);
}

SmallRun& SmallRun::set_week(const std::string& column, const std::map<std::string, std::string>& labels,
                             std::size_t week, double value)
{
    return set(column, labels, week, value);
}

SmallRun& SmallRun::set(const std::string& column, const std::map<std::string, std::string>& labels,
                        std::optional<std::size_t> week, double value)
{
    const auto number = layout_.column_index(column);
    const auto& axes = layout_.columns[number].axes;
    std::visit(
        [&](auto& numbers) {
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                bool named = true;
                std::size_t rest = i;
                for (auto name = axes.rbegin(); name != axes.rend(); ++name) {
                    const auto& axis = layout_.axis(*name);
                    const auto wanted = labels.find(*name);
                    named = named && (wanted == labels.end() || axis.labels.at(rest % axis.length) == wanted->second);
                    named = named && (*name != "week" || !week || rest % axis.length == *week);
                    rest /= axis.length;
                }
                if (named) {
                    numbers[i] = static_cast<std::decay_t<decltype(numbers[i])>>(value);
                }
            }
        },
        unit_.data[number]);
    return *this;
}

SmallRun run_with_crises(const results::Layout& layout, results::UnitId id, double recorded, double people)
{
    SmallRun run{layout, id};
    run.set("crises", {{"stratum", "all"}, {"crisis", "thirst"}, {"count", "recorded"}}, recorded);
    run.set("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, people);
    return run;
}

results::Memory results_with_crises(results::Layout layout, const std::vector<std::vector<double>>& recorded,
                                    double people)
{
    results::Memory memory{layout};
    for (std::size_t scenario = 0; scenario < recorded.size(); ++scenario) {
        for (std::size_t replicate = 0; replicate < recorded[scenario].size(); ++replicate) {
            if (recorded[scenario][replicate] >= 0.0) {
                const results::UnitId id{0, static_cast<std::int32_t>(scenario), static_cast<std::int32_t>(replicate)};
                memory.put(run_with_crises(layout, id, recorded[scenario][replicate], people).unit());
            }
        }
    }
    return memory;
}

} // namespace meam::testing
