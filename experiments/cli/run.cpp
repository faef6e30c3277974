#include "experiments/run.hpp"
#include "experiments/cli/apply.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/cli/plan.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/cli/warnings.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"
#include "sim/results/text_file.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
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

} // namespace

Command run_command()
{
    auto arguments = std::make_shared<RunArguments>();
    auto& a = *arguments;
    return Command("run", "Run an experiment: paired replicates of every scenario, results, summary, headline")
        .experiment(&a.file)
        .option("-o,--out", "DIR", "Folder for the results (default: out/ and the name of the experiment)", &a.out)
        .sets(&a.sets)
        .option("--replicates", "N", "Exactly N replicates; with --until-ci at most N", &a.replicates)
        .between(1, 1000000)
        .threads(&a.threads)
        .option("--scenario", "SCENARIO", "Only this scenario and the baseline; may repeat", &a.scenarios)
        .option("--until-ci", "\"OUTCOME < 10%\"",
                "Replicates until the paired 95 % half-width is below this share of the difference", &a.until_ci)
        .option("--draws", "N", "Design points drawn from the ranges of assumed numbers", &a.draws)
        .between(0, 100000)
        .excludes({"--until-ci"})
        .option("--shard", "K/N", "Every N-th replicate, from the K-th", &a.shard)
        .excludes({"--until-ci"})
        .option("--only", "SCENARIO:REPLICATE", "One run: this replicate of this scenario", &a.only)
        .excludes({"--scenario", "--until-ci", "--replicates", "--shard"})
        .option("--point", "N", "One point of the design; 0 has the numbers as stated", &a.point)
        .between(0, most_design_points)
        .excludes({"--until-ci"})
        .option("--stepping", "WORD", "events or reference (every resident every week: slow, same bits)", &a.stepping)
        .among({"events", "reference"})
        .option("--trajectories", "WORD", "Residents whose trajectories are written", &a.trajectories)
        .among({"none", "sample", "cohort", "all"})
        .option("--warm-ups", "DIR", "Folder in which states at the end of warm-ups are stored, for later runs",
                &a.warm_ups)
        .flag("--resume", "Continues an interrupted run in the folder", &a.resume)
        .flag("--force", "Replaces the results in the folder", &a.force)
        .excludes({"--resume"})
        .flag("--dry-run", "Prints the plan without running it", &a.dry_run)
        .flag("--audit", "Check conservation after every week, not only at the end", &a.audit)
        .excludes({"--warm-ups"})
        .flag("--json", "One JSON object on stdout instead of text", &a.json)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return run(*arguments);
        });
}

} // namespace meam::cli
