#include "experiments/run.hpp"
#include "experiments/cli/apply.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/plan.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/cli/warnings.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"
#include "sim/results/text_file.hpp"

#include <algorithm>
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
    results::write_text_file(options.out / "provenance.json", [&](std::ostream& out) { out << as_text(json) << "\n"; });
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

/// " (at most 400)" of an adaptive run that might have planned more; else "".
std::string limit_of(const RunOutcome& outcome)
{
    return outcome.at_most > outcome.planned ? fmt::format(" (at most {})", outcome.at_most) : "";
}

void say_how_it_ended(const Experiment& experiment, const RunOutcome& outcome, const RunOptions& options,
                      const std::string& command)
{
    (void)stdout_is_complete(); // the headline first, where both go into one file
    for (const auto& failure : outcome.failures) {
        to_stderr("failed: {}\n", failure);
    }
    if (outcome.interrupted) {
        to_stderr("stopped after {} of {} runs{}; complete runs are kept. Continue with\n  {}\n", outcome.complete,
                  outcome.planned, limit_of(outcome), resuming(command));
        return;
    }
    to_stdout("\n{} of {} runs complete{} in {:.1f} s on {} (warm-up {} weeks; {:.1f} % of resident-weeks simulated)\n",
              outcome.complete, outcome.planned, limit_of(outcome), outcome.wall_seconds, words(outcome.spread),
              outcome.warm_up.weeks, outcome.active_share * 100);
    if (const auto precision = precision_text(experiment, outcome); !precision.empty()) {
        to_stdout("{}\n", precision);
    }
    if (outcome.source && !options.out.empty()) { // absent when every run failed: nothing is written
        to_stdout("results {} and summary.csv, digest {}\n", outcome.results.string(), outcome.root_digest);
        to_stdout("next: {}\n", next_command(experiment, options));
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
        to_stdout("{}", arguments.json ? plan_json(experiment, options) + "\n" : plan_text(experiment, options));
        return all_done;
    }
    ProgressBar bar;
    std::optional<StopRequests> requests(std::in_place);
    auto outcome = run_experiment(experiment, options, [&](const Progress& progress) { bar(progress); });
    if (outcome.source && !options.out.empty()) {
        write_provenance(experiment, outcome, options);
    }
    requests.reset(); // everything is written: from here on a request ends the program at once
    bar.clear();
    if (arguments.json) {
        to_stdout("{}\n", run_json(experiment, outcome));
    } else if (outcome.source && experiment.model.scenarios.size() > 1 && !options.only_scenario) {
        to_stdout("{}", headline_text(experiment, outcome));
    }
    if (!arguments.json || outcome.interrupted) {
        say_how_it_ended(experiment, outcome, options, arguments.line.text());
        to_stderr("{}", warnings_text(experiment, outcome, check_command(arguments)));
    }
    if (!stdout_is_complete() && !outcome.results.empty()) {
        to_stderr("the results are complete and kept in `{}`\n", outcome.results.string());
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
                to_stdout("{}", experiment.resolved);
                continue;
            }
            const auto reg = register_of(experiment);
            const auto& model = experiment.model;
            to_stdout("{}: sound\n  {} needs, {} crises, {} services, {} edges, {} policies, {} scenarios\n", name,
                      model.needs.size(), model.crises.size(), model.services.size(), model.edges.size(),
                      model.policies.size(), model.scenarios.size());
            to_stdout("  {} numbers: {} sourced, {} assumed, {} of your own without a source\n", reg.all(), reg.sourced,
                      reg.assumed, reg.unstated);
            for (const auto& warning : experiment.warnings) {
                to_stdout("  warning: {}\n", warning);
            }
            RunOptions options;
            options.out = std::filesystem::path("out") / experiment.name;
            to_stdout("{}", plan_text(experiment, options));
        } catch (const input::InputError& error) {
            to_stderr("{}{}", worst == all_done ? "" : "\n", error.what());
            worst = std::max(worst, error.exit_code());
        }
    }
    return worst;
}

} // namespace meam::cli
