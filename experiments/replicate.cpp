#include "experiments/replicate.hpp"

#include "experiments/evaluation/evaluation.hpp"
#include "experiments/waits.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <stdexcept>

namespace meam {
namespace {

/// From so many residents on those to whom nothing has happened are not kept: what that spares in memory is worth what
/// computing them again takes.
constexpr int large_place = 200'000;

std::vector<ScenarioRules> rules_of(const Experiment& experiment, const Baseline& baseline)
{
    std::vector<ScenarioRules> all;
    for (const auto& scenario : experiment.model.scenarios) {
        all.emplace_back(experiment.model, baseline, scenario.policies, experiment.horizon);
    }
    return all;
}

/// Rows of the weeks of one run, column by column.
class Series {
public:
    /// @param world  when its first recorded week begins
    Series(const TallyLayout& tally, const World& world, Week horizon) : tally_(tally)
    {
        for (const auto* name : {"population", "caseload"}) {
            const auto& block = tally.block(name);
            const auto from = world.row().begin() + static_cast<std::ptrdiff_t>(block.offset);
            at_start_.emplace_back(from, from + static_cast<std::ptrdiff_t>(block.size));
        }
        for (const auto& block : tally.blocks()) {
            columns_.emplace_back().reserve(block.size * static_cast<std::size_t>(horizon));
        }
        costs_.reserve(world.costs().size() * static_cast<std::size_t>(horizon));
    }

    void append(const World& world)
    {
        const auto& row = world.row();
        for (std::size_t b = 0; b < tally_.blocks().size(); ++b) {
            const auto& block = tally_.blocks()[b];
            const auto from = row.begin() + static_cast<std::ptrdiff_t>(block.offset);
            columns_[b].insert(columns_[b].end(), from, from + static_cast<std::ptrdiff_t>(block.size));
        }
        costs_.insert(costs_.end(), world.costs().begin(), world.costs().end());
    }

    std::vector<results::Data> take(const World& world, std::vector<results::Data> evaluation)
    {
        std::vector<results::Data> data;
        for (auto& column : columns_) {
            data.emplace_back(std::move(column));
        }
        data.emplace_back(std::move(costs_));
        for (auto& column : at_start_) {
            data.emplace_back(std::move(column));
        }
        data.emplace_back(wait_statistics(world));
        std::ranges::move(evaluation, std::back_inserter(data));
        return data;
    }

private:
    const TallyLayout& tally_;
    std::vector<std::vector<std::int32_t>> columns_;
    std::vector<std::vector<std::int32_t>> at_start_; ///< population, caseload
    std::vector<std::int64_t> costs_;
};

void expect_sound(const World& world, const std::string& which)
{
    const auto wrong = world.audit();
    if (wrong.empty()) {
        return;
    }
    std::string text = "after week " + std::to_string(world.now()) + " of " + which + ":";
    for (std::size_t i = 0; i < wrong.size() && i < 10; ++i) {
        text += "\n  " + wrong[i];
    }
    throw std::logic_error(text);
}

/// The scenarios to simulate, the baseline first if others are evaluated against it.
std::vector<int> order_of(const std::vector<int>& wanted, int baseline, bool evaluated)
{
    if (!evaluated || wanted.empty()) {
        return wanted;
    }
    std::vector<int> order{baseline};
    std::ranges::copy_if(wanted, std::back_inserter(order), [&](int s) { return s != baseline; });
    return order;
}

/// Three or more MEAM needs, now or ever.
bool in_cohort(const Model& model, const Resident& r)
{
    return std::ranges::count_if(model.needs, [&](const Need& need) {
               return need.meam && (r.covariates[static_cast<std::size_t>(need.severity)] > 0 ||
                                    r.covariates[static_cast<std::size_t>(need.ever)] > 0);
           }) >= 3;
}

/// Passes on the events of residents whose trajectories the experiment wants, and clears the log.
class Tracing {
public:
    /// @param first  week that counts as 0
    Tracing(Trajectories wanted, Week first, std::unique_ptr<TraceSink> sink)
        : wanted_(wanted), first_(first), sink_(std::move(sink))
    {}

    void week(World& world)
    {
        if (sink_) {
            lines_.clear();
            for (auto line : world.log()) {
                if (wanted_ != Trajectories::sample || line.resident % sampled_of == 0) {
                    line.week -= first_;
                    lines_.push_back(line);
                }
            }
            std::ranges::stable_sort(lines_, {}, &LogLine::resident);
            sink_->add(lines_);
        }
        world.clear_log();
    }

    void close(const World& world)
    {
        if (!sink_) {
            return;
        }
        std::function<bool(ResidentId)> keeps;
        if (wanted_ == Trajectories::cohort) {
            keeps = [&](ResidentId id) { return in_cohort(world.model(), world.state().residents[id]); };
        }
        sink_->close(keeps);
    }

private:
    static constexpr ResidentId sampled_of = 20;

    Trajectories wanted_;
    Week first_;
    std::unique_ptr<TraceSink> sink_;
    std::vector<LogLine> lines_;
};

} // namespace

DesignPoint::DesignPoint(const Experiment& experiment, int which)
    : number(which), baseline(experiment.model, numbers_at(experiment.model.numbers, experiment.design, which)),
      before(ScenarioRules::of_warm_up(experiment.model, baseline, experiment.warm_up_at_most)),
      scenarios(rules_of(experiment, baseline))
{}

bool stores_all(const Model& model, Stepping stepping)
{
    return stepping == Stepping::reference || (stepping != Stepping::computed && model.place.residents < large_place);
}

Setting setting_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point, int replicate,
                   Week horizon, Stepping stepping)
{
    const auto& model = experiment.model;
    return {&model,
            &tally,
            &point.baseline,
            {mixed_seed(experiment.seed, model.place.name), static_cast<std::uint32_t>(replicate)},
            horizon,
            stepping,
            experiment.trajectories != Trajectories::none,
            stores_all(model, stepping)};
}

std::unique_ptr<World> world_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                                int replicate, Week horizon, Stepping stepping)
{
    return std::make_unique<World>(setting_of(experiment, tally, point, replicate, horizon, stepping), point.before);
}

std::vector<results::Data> live_scenario(const Experiment& experiment, const TallyLayout& tally, World world,
                                         const ScenarioRules& rules)
{
    world.branch(rules);
    Series series(tally, world, experiment.horizon);
    for (Week week = 0; week < experiment.horizon; ++week) {
        parallel::check_stop();
        world.week();
        world.clear_log();
        series.append(world);
    }
    expect_sound(world, "a scenario");
    return series.take(world, {});
}

ReplicateResult run_replicate(const Experiment& experiment, const TallyLayout& tally, const results::Layout& layout,
                              const DesignPoint& point, int replicate, const ReplicateOptions& options,
                              std::unique_ptr<World> warm)
{
    using Clock = std::chrono::steady_clock;
    const auto& model = experiment.model;
    const auto setting =
        setting_of(experiment, tally, point, replicate, options.warm_up + experiment.horizon, options.stepping);
    const auto began = Clock::now();
    ReplicateResult result;
    const auto seconds_since = [](Clock::time_point from) {
        return std::chrono::duration<double>(Clock::now() - from).count();
    };
    const auto live = [&](World& world, const std::string& which, auto&& after) {
        while (world.now() < setting.horizon) {
            parallel::check_stop();
            world.week();
            if (options.audit) {
                expect_sound(world, which);
            }
            if (!after(world)) {
                break;
            }
        }
    };

    const auto warm_up_weeks = warm ? warm->resident_weeks() : 0;
    if (!warm) {
        warm = world_of(experiment, tally, point, replicate, setting.horizon, options.stepping);
    }
    if (warm->now() < options.warm_up) {
        live(*warm, "the warm-up", [&](World& world) {
            world.clear_log();
            return world.now() < options.warm_up;
        });
        if (options.after_warm_up) {
            options.after_warm_up(*warm);
        }
    }
    result.loop_resident_weeks = warm->resident_weeks() - warm_up_weeks;
    const auto weeks_before = warm->resident_weeks(), looked_before = warm->steps_taken();
    const bool evaluated = has_hub(model);
    History in_the_baseline;
    const auto order = order_of(options.scenarios, experiment.baseline, evaluated);
    for (const int s : order) {
        const auto scenario_began = Clock::now();
        const auto& name = model.scenarios[static_cast<std::size_t>(s)].name;
        World world = s == order.back() ? std::move(*warm) : *warm;
        world.branch(point.scenarios[static_cast<std::size_t>(s)]);
        const results::UnitId id{point.number, s, replicate};
        const bool wanted = std::ranges::find(options.scenarios, s) != options.scenarios.end();
        Tracing tracing(experiment.trajectories, options.warm_up,
                        wanted && setting.log && options.trace ? options.trace(id) : nullptr);
        Series series(tally, world, experiment.horizon);
        live(world, name, [&](World& w) {
            series.append(w);
            tracing.week(w);
            return true;
        });
        expect_sound(world, "replicate " + std::to_string(replicate) + " of " + name);
        const auto history = evaluated ? history_of(world) : History{};
        if (s == experiment.baseline) {
            in_the_baseline = history;
        }
        if (!wanted) {
            continue; // simulated for comparison only
        }
        tracing.close(world);
        results::Unit unit;
        unit.id = id;
        unit.data = series.take(world, evaluated ? evaluate(model, history, in_the_baseline, options.warm_up,
                                                            setting.horizon, experiment.caliper)
                                                 : std::vector<results::Data>{});
        unit.digest = results::unit_digest(layout, unit.data);
        unit.seconds = seconds_since(scenario_began);
        result.resident_weeks += world.resident_weeks() - weeks_before;
        result.steps_taken += world.steps_taken() - looked_before;
        std::ranges::copy(world.hazards_cut(), std::back_inserter(result.cut));
        result.units.push_back(std::move(unit));
    }
    result.loop_resident_weeks += result.resident_weeks;
    result.loop_seconds = seconds_since(began);
    return result;
}

} // namespace meam
