#include "experiments/cli/plan.hpp"

#include "experiments/cli/json.hpp"
#include "sim/parallel.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

using Json = nlohmann::ordered_json;

Spread spread_of(const Experiment& experiment, const RunOptions& options, std::size_t replicates)
{
    return spread_over(parallel::use_threads(options.threads), replicates, experiment.model.place.residents);
}

const std::string& baseline_of(const Experiment& experiment)
{
    return experiment.model.scenarios[static_cast<std::size_t>(experiment.baseline)].name;
}

std::vector<std::string> scenarios_of(const Experiment& experiment, const RunOptions& options)
{
    std::vector<std::string> names;
    for (std::size_t s = 0; s < experiment.model.scenarios.size(); ++s) {
        if (!options.only_scenario || *options.only_scenario == static_cast<int>(s)) {
            names.push_back(experiment.model.scenarios[s].name);
        }
    }
    return names;
}

} // namespace

std::string plan_text(const Experiment& experiment, const RunOptions& options)
{
    const auto replicates = planned_replicates(experiment, options).size();
    const bool adaptive = is_adaptive(experiment, options);
    auto text =
        fmt::format("{}: {} residents of {}, {} weeks after a warm-up of {}{} weeks\nscenarios:", experiment.name,
                    experiment.model.place.residents, experiment.model.place.label, experiment.horizon,
                    experiment.warm_up_exact ? "" : "at least ", experiment.warm_up_at_least);
    for (const auto& name : scenarios_of(experiment, options)) {
        text += " " + name;
    }
    text += fmt::format(" (baseline {})\n{} {} replicates of each", baseline_of(experiment),
                        adaptive ? "up to" : "exactly", replicates);
    if (adaptive) {
        text += fmt::format(", until the 95 % half-width of {} is below {:.0f} % of the difference", experiment.outcome,
                            experiment.half_width * 100);
    }
    if (options.only_point) {
        text += fmt::format(", at point {} of {}", *options.only_point, experiment.design.points);
    } else if (const int points = experiment.design.points - 1; points > 0) {
        text += fmt::format(", at the stated values and at {} {}", points,
                            experiment.design.method == DesignMethod::draws ? "draws of assumed numbers"
                                                                            : "points of the design");
    }
    return text + fmt::format("\nthis would run on {}\nresults would go to {}; nothing was run\n",
                              words(spread_of(experiment, options, replicates)), options.out.string());
}

std::string plan_json(const Experiment& experiment, const RunOptions& options)
{
    const auto replicates = planned_replicates(experiment, options);
    const auto scenarios = scenarios_of(experiment, options);
    const auto spread = spread_of(experiment, options, replicates.size());
    Json json{{"schema_version", 1}, {"dry_run", true}};
    json["experiment"] = experiment.name;
    json["experiment_digest"] = experiment.digest;
    json["residents"] = experiment.model.place.residents;
    json["horizon_weeks"] = experiment.horizon;
    json["warm_up"] = {{"at_least_weeks", experiment.warm_up_at_least}, {"exact", experiment.warm_up_exact}};
    json["scenarios"] = scenarios;
    json["baseline"] = baseline_of(experiment);
    json["replicates"] = {{"count", replicates.size()}, {"first", replicates.front()}, {"last", replicates.back()}};
    json["until"] = nullptr;
    if (is_adaptive(experiment, options)) {
        json["until"] = {{"outcome", experiment.outcome}, {"half_width", experiment.half_width}};
    }
    json["draws"] = experiment.design.method == DesignMethod::draws ? experiment.design.points - 1 : 0;
    json["points"] = planned_points(experiment, options);
    json["runs_at_most"] = replicates.size() * scenarios.size() * planned_points(experiment, options);
    json["shard"] = options.shard > 0 ? Json(fmt::format("{}/{}", options.shard, options.shards)) : Json();
    json["stepping"] = options.stepping == Stepping::reference ? "reference" : "events";
    json["audit"] = options.audit;
    json["trajectories"] = trajectories_names[static_cast<std::size_t>(experiment.trajectories)];
    json["threads"] = spread.threads;
    json["replicates_at_once"] = spread.at_once;
    json["out"] = options.out.string();
    json["existing_results"] = options.resume ? "resume" : options.force ? "replace" : "refuse";
    json["warm_ups"] = options.warm_ups.empty() ? Json() : Json(options.warm_ups.string());
    json["model_warnings"] = experiment.warnings;
    return json_text(json);
}

} // namespace meam::cli
