#include "experiments/evaluation/entrants.hpp"

#include "analysis/statistics.hpp"
#include "experiments/evaluation/history.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace meam {
namespace {

/// A resident who comes in now joins the groups that hold them.
void come_in(const Model& model, const Resident& r, Week weeks, const std::vector<int>& recorded, EntrantsOfRun& run)
{
    const auto level = [&](int covariate) {
        return static_cast<int>(r.covariates[static_cast<std::size_t>(covariate)]);
    };
    int now = 0, established = 0, ever = 0;
    for (const auto& need : model.needs) {
        now += need.meam && level(need.severity) > 0 ? 1 : 0;
        established += need.meam && level(need.severity) > 1 ? 1 : 0;
        ever += need.meam && (level(need.severity) > 0 || level(need.ever) > 0) ? 1 : 0;
    }
    const auto join = [&](Entrants& group) {
        ++group.people;
        group.weeks += weeks;
        group.several_now += now >= 3 ? 1 : 0;
        group.several_ever += ever >= 3 ? 1 : 0;
        for (std::size_t n = 0; n < model.needs.size(); ++n) {
            const auto& need = model.needs[n];
            group.now[n] += level(need.severity) > 0 ? 1 : 0;
            group.ever[n] += level(need.severity) > 0 || level(need.ever) > 0 ? 1 : 0;
        }
        std::ranges::transform(group.recorded, recorded, group.recorded.begin(), std::plus<>());
    };
    const auto sex = static_cast<std::size_t>(1 + level(model.attributes.sex));
    join(run[0]);
    join(run[sex]);
    if (now >= 3) {
        join(run[3]);
        join(run[3 + sex]);
    }
    if (established >= 3) {
        join(run[6]);
        join(run[6 + sex]);
    }
}

/// Recorded crises of a resident in the weeks [from, until), by kind.
std::vector<int> recorded_of(const Model& model, const State& state, ResidentId id, Week from, Week until)
{
    std::vector<int> counts(model.crises.size(), 0);
    for (auto it = state.recorded.rbegin(); it != state.recorded.rend() && it->week >= from; ++it) {
        counts[it->crisis] += it->resident == id && it->week < until ? 1 : 0;
    }
    return counts;
}

/// A ratio of sums over replicates and its interval; nothing of a few people.
std::vector<analysis::Cell> ratio(const std::vector<double>& parts, const std::vector<double>& wholes, double times)
{
    constexpr double few = 30.0;
    const auto estimate = analysis::ratio_of_sums(parts, wholes);
    if (!estimate.mean || std::accumulate(wholes.begin(), wholes.end(), 0.0) < few || !estimate.interval) {
        return {{}, {}, {}};
    }
    return {times * *estimate.mean, times * estimate.interval->low, times * estimate.interval->high};
}

} // namespace

EntrantsOfRun entrants_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                          int replicate, int scenario, Week warm_up)
{
    const auto& model = experiment.model;
    const Week end = warm_up + experiment.horizon;
    EntrantsOfRun run;
    for (auto& group : run) {
        group.now.resize(model.needs.size());
        group.ever.resize(model.needs.size());
        group.recorded.resize(model.crises.size());
    }
    auto world = world_of(experiment, tally, point, replicate, end);
    while (world->now() < warm_up) {
        world->week();
    }
    world->branch(point.scenarios[static_cast<std::size_t>(scenario)]);
    while (world->now() < end - evaluated_weeks) {
        world->week();
        const Week week = world->now() - 1;
        const auto& state = world->state();
        for (ResidentId id = 0; id < state.arrived; ++id) {
            const auto& r = state.residents[id];
            if (r.enrolled == week) {
                const Week from = week - evaluated_weeks;
                come_in(model, r, week - std::max(from, r.arrived), recorded_of(model, state, id, from, week), run);
            }
        }
    }
    return run;
}

analysis::Table entrants_table(const Experiment& experiment, const std::vector<int>& scenarios,
                               const std::vector<int>& replicates, Week warm_up, const Report& report)
{
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    analysis::Table table{
        "Participants when they were admitted",
        {{"scenario", "scenario"},
         {"who", "who"},
         {"measure", "measure"},
         {"unit", "unit"},
         {"value", "value"},
         {"low", "low"},
         {"high", "high"},
         {"runs", "runs"}},
        {},
        {"Participants at the end of the week in which they were admitted; crises are those recorded in "
         "the 52 weeks before. Now: emerging or worse. Ever: now, or at any time established or "
         "worse. Three needs: three MEAM needs now; established: three of them established or worse.",
         "Re-simulated from the results. Figures of fewer than 30 people are left out. Intervals are "
         "95 %, of the ratio of sums over replicates."}};
    std::vector<std::vector<EntrantsOfRun>> all(scenarios.size(), std::vector<EntrantsOfRun>(replicates.size()));
    for_each_run(scenarios.size(), replicates.size(), 1, report, [&](std::size_t s, std::size_t r) {
        all[s][r] = entrants_of(experiment, tally, point, replicates[r], scenarios[s], warm_up);
    });
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const auto& runs = all[s];
        const auto& name = model.scenarios[static_cast<std::size_t>(scenarios[s])].name;
        for (std::size_t g = 0; g < entrant_labels.size(); ++g) {
            const auto row = [&](const std::string& measure, const std::string& unit, double times,
                                 const std::function<double(const Entrants&)>& part,
                                 const std::function<double(const Entrants&)>& of) {
                std::vector<double> parts, wholes;
                for (const auto& run : runs) {
                    parts.push_back(part(run[g]));
                    wholes.push_back(of(run[g]));
                }
                const auto cells = ratio(parts, wholes, times);
                table.rows.push_back({name, entrant_labels[g], measure, unit, cells[0], cells[1], cells[2],
                                      static_cast<std::int64_t>(replicates.size())});
            };
            const auto people = [](const Entrants& e) { return static_cast<double>(e.people); };
            double people_in_all = 0.0;
            for (const auto& run : runs) {
                people_in_all += run[g].people;
            }
            table.rows.push_back({name,
                                  entrant_labels[g],
                                  "people",
                                  "a run",
                                  people_in_all / static_cast<double>(replicates.size()),
                                  {},
                                  {},
                                  static_cast<std::int64_t>(replicates.size())});
            row(
                "three needs or more now", "%", 100, [](const Entrants& e) { return e.several_now; }, people);
            row(
                "three needs or more ever", "%", 100, [](const Entrants& e) { return e.several_ever; }, people);
            for (std::size_t n = 0; n < model.needs.size(); ++n) {
                row(
                    model.needs[n].name + " now", "%", 100, [n](const Entrants& e) { return e.now[n]; }, people);
                row(
                    model.needs[n].name + " ever", "%", 100, [n](const Entrants& e) { return e.ever[n]; }, people);
            }
            for (std::size_t c = 0; c < model.crises.size(); ++c) {
                row(
                    model.crises[c].name, "a person-year", weeks_per_year,
                    [c](const Entrants& e) { return e.recorded[c]; }, [](const Entrants& e) { return e.weeks; });
            }
        }
    }
    return table;
}

} // namespace meam
