#include "experiments/trace/trajectories.hpp"

#include "models/observation/log_kinds.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <tuple>

namespace meam {
namespace {

/// Passes each line of a run to a callback.
class Shown : public TraceSink {
public:
    using See = std::function<void(const LogLine&)>;
    explicit Shown(See see) : see_(std::move(see)) {}
    void add(std::span<const LogLine> lines) override { std::ranges::for_each(lines, see_); }
    void close(const std::function<bool(ResidentId)>&) override {}

private:
    See see_;
};

/// Simulates some scenarios of one replicate. @param see  called for each line of all trajectories with its scenario
ReplicateResult simulate_scenarios(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                                   Week warm_up, int replicate, const std::vector<int>& scenarios,
                                   const std::function<void(int, const LogLine&)>& see)
{
    ReplicateOptions options;
    options.warm_up = warm_up;
    options.scenarios = scenarios;
    options.trace = [&](const results::UnitId& id) {
        return std::make_unique<Shown>([&see, id](const LogLine& line) { see(id.scenario, line); });
    };
    return run_replicate(experiment, tally, layout_of(experiment, tally), point, replicate, options);
}

Experiment with_all_trajectories(const Experiment& experiment)
{
    auto all = experiment;
    all.trajectories = Trajectories::all;
    return all;
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
    portrait.sex = attributes::sex[level(model.attributes.sex)];
    portrait.deprivation = attributes::deprivation[level(model.attributes.deprivation)];
    portrait.aces = attributes::aces[level(model.attributes.aces)];
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

TracedResident traced_resident(const Experiment& experiment, Week warm_up, int replicate, ResidentId resident,
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
    TracedResident traced;
    traced.portrait = portrait_of(all.model, world->state(), resident, warm_up);
    std::map<int, std::vector<LogLine>> lines;
    const auto result =
        simulate_scenarios(all, tally, point, warm_up, replicate, scenarios, [&](int scenario, const LogLine& line) {
            if (line.resident == resident) {
                lines[scenario].push_back(line);
            }
        });
    for (const int s : scenarios) {
        const auto unit = std::ranges::find_if(result.units, [&](const auto& one) { return one.id.scenario == s; });
        traced.trajectories.push_back({s, unit->digest, std::move(lines[s])});
    }
    return traced;
}

std::vector<Remarkable> remarkable(const Experiment& experiment, Week warm_up, int replicate,
                                   const std::vector<int>& scenarios, std::size_t how_many)
{
    const auto all = with_all_trajectories(experiment);
    const TallyLayout tally(all.model);
    const DesignPoint point(all, 0);
    std::vector<Remarkable> residents;
    simulate_scenarios(all, tally, point, warm_up, replicate, scenarios, [&](int scenario, const LogLine& line) {
        if (line.resident >= residents.size()) {
            residents.resize(line.resident + 1);
        }
        auto& r = residents[line.resident];
        if (scenario == scenarios.front()) {
            r.recorded_first += recorded_crisis(line) ? 1 : 0;
        }
        if (scenario == scenarios.back()) {
            r.recorded += recorded_crisis(line) ? 1 : 0;
            r.desk_events += line.kind == log_kind::desk ? 1 : 0;
        }
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

std::size_t common_lines(const Trajectory& a, const Trajectory& b)
{
    const auto same = [](const LogLine& x, const LogLine& y) {
        return x.week == y.week && x.kind == y.kind && x.detail == y.detail;
    };
    return static_cast<std::size_t>(std::ranges::mismatch(a.lines, b.lines, same).in1 - a.lines.begin());
}

} // namespace meam
