#include "tests/support/histories.hpp"

#include "models/observation/tally.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace meam::tests {

Person somebody(int sex, int deprivation, int age_in_weeks)
{
    return {true,         0,
            -1,           never,
            age_in_weeks, {strata::all, strata::sex + sex, strata::deprivation + deprivation, strata::needs}};
}

void sort_recorded(History& history)
{
    std::ranges::sort(history.recorded, {}, [](const Recorded& r) { return std::tuple{r.week, r.resident, r.crisis}; });
}

Model two_crises()
{
    Model model;
    for (const char* name : {"thirst", "flood"}) {
        model.crises.emplace_back();
        model.crises.back().name = name;
    }
    return model;
}

results::Memory evaluated(const std::vector<std::pair<History, History>>& pairs, Week from, Week until, int caliper)
{
    results::Layout layout;
    layout.title = "Does the hub help?";
    layout.scenarios = {"without", "hub"};
    layout.baseline = "without";
    layout.replicates_planned = pairs.size();
    layout.axes = {{"week", "week", {}, static_cast<std::size_t>(until - from), "days since 2020-01-06"},
                   {"stratum", "", strata::labels({}), strata::labels({}).size()},
                   {"crisis", "", {"thirst", "flood"}, 2}};
    std::ranges::move(evaluation_axes(), std::back_inserter(layout.axes));
    layout.columns = evaluation_columns();
    layout.notes["crisis_agency"] = "thirst=water_board\nflood=fire_service\n";
    results::Memory memory(layout);
    const auto model = two_crises();
    for (std::size_t r = 0; r < pairs.size(); ++r) {
        const auto& [with, without] = pairs[r];
        const auto put = [&](int scenario, const History& history) {
            results::Unit unit;
            unit.id = {0, scenario, static_cast<int>(r)};
            unit.digest = "made";
            unit.data = evaluate(model, history, without, from, until, caliper);
            memory.put(std::move(unit));
        };
        put(0, without);
        put(1, with);
    }
    return memory;
}

} // namespace meam::tests
