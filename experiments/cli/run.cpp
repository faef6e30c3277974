#include "experiments/run.hpp"
#include "experiments/cli/apply.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/core.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

/// The command that goes on with a run that was stopped.
std::string resuming(std::string command)
{
    for (const char* flag : {" --force", " --resume"}) {
        if (const auto at = command.find(flag); at != std::string::npos) {
            command.erase(at, std::string(flag).size());
        }
    }
    return command + " --resume";
}

void show_plan(const Experiment& experiment, const RunOptions& options)
{
    const auto replicates = planned_replicates(experiment, options).size();
    fmt::print("{}: {} residents of {}, {} weeks after a warm-up of {}{} weeks\n", experiment.name,
               experiment.model.place.residents, experiment.model.place.label, experiment.horizon,
               experiment.warm_up_exact ? "" : "at least ", experiment.warm_up_at_least);
    fmt::print("scenarios:");
    for (const auto& scenario : experiment.model.scenarios) {
        fmt::print(" {}", scenario.name);
    }
    fmt::print(" (baseline {})\n", experiment.model.scenarios[static_cast<std::size_t>(experiment.baseline)].name);
    fmt::print("{} {} replicates of each", experiment.half_width > 0 ? "up to" : "exactly", replicates);
    if (experiment.half_width > 0) {
        fmt::print(", until the 95 % half-width of {} is below {:.0f} % of the difference", experiment.outcome,
                   experiment.half_width * 100);
    }
    fmt::print("\nthis would run on {}", words(spread_over(parallel::use_threads(options.threads), replicates,
                                                           experiment.model.place.residents)));
    fmt::print("\nresults would go to {}; nothing was run\n", options.out.string());
}

void write_provenance(const Experiment& experiment, const RunOutcome& outcome, const RunOptions& options)
{
    nlohmann::ordered_json json(options.provenance);
    json["experiment_digest"] = experiment.digest;
    json["root_digest"] = outcome.root_digest;
    json["seed"] = experiment.seed;
    json["threads"] = outcome.spread.threads;
    json["warm_up_weeks"] = outcome.warm_up.weeks;
    json["wall_seconds"] = outcome.wall_seconds;
    std::ofstream(options.out / "provenance.json") << json.dump(2) << "\n";
}

/// The command that shows most of these results: scenarios compared; of one scenario alone, residents worth following.
std::string next_command(const Experiment& experiment, const RunOptions& options)
{
    const auto out = shell_path(options.out.string());
    const auto& model = experiment.model;
    if (model.scenarios.size() < 2 || options.only_scenario) {
        const int scenario = options.only_scenario.value_or(experiment.baseline);
        return fmt::format("meamsim trace {} --scenario {} --replicate {}", out,
                           shell_word(model.scenarios[static_cast<std::size_t>(scenario)].name),
                           planned_replicates(experiment, options).front());
    }
    return fmt::format("meamsim compare {}{}", out, model.needs.empty() ? "" : " --outcome \"need.*\" --by sex");
}

void say_how_it_ended(const Experiment& experiment, const RunOutcome& outcome, const RunOptions& options,
                      const std::string& command)
{
    std::fflush(stdout); // the headline first, where both go into one file
    for (const auto& warning : outcome.warnings) {
        fmt::print(stderr, "warning: {}\n", warning);
    }
    for (const auto& warning : experiment.warnings) {
        fmt::print(stderr, "warning: {}\n", warning);
    }
    for (const auto& failure : outcome.failures) {
        fmt::print(stderr, "failed: {}\n", failure);
    }
    if (outcome.interrupted) {
        fmt::print(stderr, "stopped after {} of {} runs; nothing finished is lost. Go on with\n  {}\n",
                   outcome.complete, outcome.planned, resuming(command));
        return;
    }
    fmt::print("\n{} of {} runs complete in {:.1f} s on {} (warm-up {} weeks; {:.1f} % of resident-weeks looked at)\n",
               outcome.complete, outcome.planned, outcome.wall_seconds, words(outcome.spread), outcome.warm_up.weeks,
               outcome.active_share * 100);
    if (!options.out.empty()) {
        fmt::print("results {} and summary.csv, digest {}\n", outcome.results.string(), outcome.root_digest);
        fmt::print("next: {}\n", next_command(experiment, options));
    }
}

} // namespace

int run(const RunArguments& arguments)
{
    input::DocumentOptions document;
    document.library = library();
    document.sets = arguments.sets;
    auto experiment = load_experiment(experiment_file(arguments.file), document);
    RunOptions options;
    apply(arguments, experiment, options);
    options.out = arguments.out.empty() ? std::filesystem::path("out") / experiment.name : arguments.out;
#ifndef MEAM_HDF5
    options.out.clear();
#endif
    options.warm_ups = arguments.warm_ups;
    options.program = arguments.warm_ups.empty() ? std::string() : digest_of_this_program();
    options.resume = arguments.resume;
    options.force = arguments.force;
    options.threads = arguments.threads.value_or(0);
    options.stepping = arguments.stepping == "reference" ? Stepping::reference : Stepping::events;
    options.audit = arguments.audit;
    options.interrupted = &asked_to_stop();
    options.provenance = provenance_of(arguments.line.text());
    if (arguments.dry_run) {
        show_plan(experiment, options);
        return all_done;
    }
    stop_on_signals();
    ProgressBar bar;
    auto outcome = run_experiment(experiment, options, [&](const Progress& progress) { bar(progress); });
    bar.clear();
    if (outcome.source && !options.out.empty()) {
        write_provenance(experiment, outcome, options);
    }
    if (arguments.json) {
        fmt::print("{}\n", run_json(experiment, outcome));
    } else if (outcome.source && experiment.model.scenarios.size() > 1 && !options.only_scenario) {
        fmt::print("{}", headline_text(experiment, outcome));
    }
    if (!arguments.json || outcome.interrupted) {
        say_how_it_ended(experiment, outcome, options, arguments.line.text());
    }
    return outcome.interrupted ? 128 + signal_received() : outcome.failures.empty() ? all_done : some_failed;
}

int check(const CheckArguments& arguments)
{
    int worst = all_done;
    for (const auto& name : arguments.files) {
        input::DocumentOptions document;
        document.library = library();
        document.sets = arguments.sets;
        try {
            const auto experiment = load_experiment(experiment_file(name), document);
            if (arguments.resolved) {
                fmt::print("{}", experiment.resolved);
                continue;
            }
            const auto reg = register_of(experiment);
            const auto& model = experiment.model;
            fmt::print("{}: sound\n  {} needs, {} crises, {} services, {} edges, {} policies, {} scenarios\n", name,
                       model.needs.size(), model.crises.size(), model.services.size(), model.edges.size(),
                       model.policies.size(), model.scenarios.size());
            fmt::print("  {} numbers: {} sourced, {} assumed, {} of your own without a source\n", reg.all(),
                       reg.sourced, reg.assumed, reg.unstated);
            for (const auto& warning : experiment.warnings) {
                fmt::print("  warning: {}\n", warning);
            }
            RunOptions options;
            options.out = std::filesystem::path("out") / experiment.name;
            show_plan(experiment, options);
        } catch (const input::InputError& error) {
            fmt::print(stderr, "{}{}", worst == all_done ? "" : "\n", error.what());
            worst = std::max(worst, error.exit_code());
        }
    }
    return worst;
}

} // namespace meam::cli
