#include "experiments/run.hpp"
#include "experiments/cli/apply.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/plan.hpp"
#include "experiments/cli/warnings.hpp"
#include "experiments/storage.hpp"

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

/// " (at most 400)" of an adaptive run that might have planned more; else "".
std::string limit_of(const RunOutcome& outcome)
{
    return outcome.at_most > outcome.planned ? fmt::format(" (at most {})", outcome.at_most) : "";
}

void say_how_it_ended(const Experiment& experiment, const RunOutcome& outcome, const RunOptions& options,
                      const std::string& command)
{
    std::fflush(stdout); // the headline first, where both go into one file
    for (const auto& failure : outcome.failures) {
        fmt::print(stderr, "failed: {}\n", failure);
    }
    if (outcome.interrupted) {
        fmt::print(stderr, "stopped after {} of {} runs{}; complete runs are kept. Continue with\n  {}\n",
                   outcome.complete, outcome.planned, limit_of(outcome), resuming(command));
        return;
    }
    fmt::print(
        "\n{} of {} runs complete{} in {:.1f} s on {} (warm-up {} weeks; {:.1f} % of resident-weeks simulated)\n",
        outcome.complete, outcome.planned, limit_of(outcome), outcome.wall_seconds, words(outcome.spread),
        outcome.warm_up.weeks, outcome.active_share * 100);
    if (!options.out.empty()) {
        fmt::print("results {} and summary.csv, digest {}\n", outcome.results.string(), outcome.root_digest);
        if (experiment.model.scenarios.size() > 1) {
            fmt::print("next: meamsim compare {} --outcome \"need.*\" --by sex\n", options.out.string());
        } else {
            fmt::print("next: open summary.csv; there is one scenario, so nothing to compare\n");
        }
    }
}

/// The command that shows all warnings about the model of a run.
std::string check_command(const RunArguments& arguments)
{
    std::vector<std::string> words{"check", arguments.file};
    for (const auto& set : arguments.sets) {
        words.insert(words.end(), {"--set", set});
    }
    return CommandLine(words).text();
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
        fmt::print("{}", arguments.json ? plan_json(experiment, options) + "\n" : plan_text(experiment, options));
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
        std::fflush(stdout); // warnings come last, where both go into one file
        fmt::print(stderr, "{}", warnings_text(experiment, outcome, check_command(arguments)));
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
            fmt::print("{}", plan_text(experiment, options));
        } catch (const input::InputError& error) {
            fmt::print(stderr, "{}{}", worst == all_done ? "" : "\n", error.what());
            worst = std::max(worst, error.exit_code());
        }
    }
    return worst;
}

} // namespace meam::cli
