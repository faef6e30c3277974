#include "experiments/lives/lives.hpp"

#include "models/observation/log_kinds.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <tuple>

namespace meam {
namespace {

/// Some scenarios of one replicate with everybody's trajectories.
ReplicateResult lived(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point, Week warm_up,
                      int replicate, const std::vector<int>& scenarios)
{
    ReplicateOptions options;
    options.warm_up = warm_up;
    options.scenarios = scenarios;
    return run_replicate(experiment, tally, layout_of(experiment, tally), point, replicate, options);
}

Experiment with_all_trajectories(const Experiment& experiment)
{
    auto all = experiment;
    all.trajectories = Trajectories::all;
    return all;
}

template <class Units> auto of_scenario(Units& units, int scenario)
{
    return std::ranges::find_if(units, [&](const auto& unit) { return unit.id.scenario == scenario; });
}

Portrait portrait_of(const Model& model, const State& state, ResidentId id, Week warm_up)
{
    Portrait portrait;
    const auto& r = state.residents[id];
    const auto level = [&](int covariate) { return std::size_t{r.covariates[static_cast<std::size_t>(covariate)]}; };
    portrait.newcomer = r.arrived > warm_up || r.standing == Standing::not_yet;
    portrait.gone = r.standing == Standing::dead || r.standing == Standing::departed;
    portrait.age =
        static_cast<int>(static_cast<double>(r.weeks_of_age_at_0 + std::max(state.now, r.arrived)) / weeks_per_year);
    portrait.sex = attributes::sex[level(model.sex)];
    portrait.deprivation = attributes::deprivation[level(model.deprivation)];
    portrait.aces = attributes::aces[level(model.aces)];
    for (const auto& need : model.needs) {
        portrait.severities.push_back(static_cast<int>(level(need.severity)));
    }
    for (const auto& circumstance : model.circumstances) {
        portrait.states.push_back(static_cast<int>(level(circumstance.covariate)));
    }
    portrait.held_by = static_cast<int>(std::ranges::count(r.engaged, Stage::in_treatment, &Engagement::stage));
    return portrait;
}

bool recorded_crisis(const LogLine& line)
{
    return line.kind == log_kind::crisis && line.detail % 4 >= 2;
}

} // namespace

Lives lives_of(const Experiment& experiment, Week warm_up, int replicate, ResidentId resident,
               const std::vector<int>& scenarios)
{
    const auto all = with_all_trajectories(experiment);
    const TallyLayout tally(all.model);
    const DesignPoint point(all, 0);
    auto world = world_of(all, tally, point, replicate, warm_up + all.horizon);
    const auto there = [&] { return resident < world->state().residents.size(); };
    while (world->now() < warm_up || (!there() && world->now() < warm_up + all.horizon)) {
        world->week(); // newcomers are the same people under every scenario's rules
    }
    if (!there()) {
        throw std::out_of_range("residents have numbers 0 to " + std::to_string(world->state().residents.size() - 1));
    }
    Lives lives;
    lives.portrait = portrait_of(all.model, world->state(), resident, warm_up);
    const auto result = lived(all, tally, point, warm_up, replicate, scenarios);
    for (const int s : scenarios) {
        Life life{s, of_scenario(result.units, s)->digest, {}};
        std::ranges::copy_if(of_scenario(result.traces, s)->lines, std::back_inserter(life.lines),
                             [&](const LogLine& line) { return line.resident == resident; });
        lives.lives.push_back(std::move(life));
    }
    return lives;
}

std::vector<Remarkable> remarkable(const Experiment& experiment, Week warm_up, int replicate,
                                   const std::vector<int>& scenarios, std::size_t how_many)
{
    const auto all = with_all_trajectories(experiment);
    const TallyLayout tally(all.model);
    const DesignPoint point(all, 0);
    const auto result = lived(all, tally, point, warm_up, replicate, scenarios);
    std::vector<Remarkable> residents;
    const auto count = [&](int scenario, auto&& use) {
        for (const auto& line : of_scenario(result.traces, scenario)->lines) {
            if (line.resident >= residents.size()) {
                residents.resize(line.resident + 1);
            }
            use(residents[line.resident], line);
        }
    };
    count(scenarios.front(),
          [](Remarkable& r, const LogLine& line) { r.recorded_first += recorded_crisis(line) ? 1 : 0; });
    count(scenarios.back(), [](Remarkable& r, const LogLine& line) {
        r.recorded += recorded_crisis(line) ? 1 : 0;
        r.desk_events += line.kind == log_kind::desk ? 1 : 0;
    });
    for (std::size_t i = 0; i < residents.size(); ++i) {
        residents[i].resident = static_cast<ResidentId>(i);
    }
    std::ranges::stable_sort(residents, [](const Remarkable& a, const Remarkable& b) {
        return std::tuple{b.recorded, b.desk_events} < std::tuple{a.recorded, a.desk_events};
    });
    residents.resize(std::min(residents.size(), how_many));
    return residents;
}

std::size_t common_lines(const Life& a, const Life& b)
{
    const auto same = [](const LogLine& x, const LogLine& y) {
        return x.week == y.week && x.kind == y.kind && x.detail == y.detail;
    };
    return static_cast<std::size_t>(std::ranges::mismatch(a.lines, b.lines, same).in1 - a.lines.begin());
}

} // namespace meam
