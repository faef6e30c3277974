// Reads arguments, calls, prints, returns an exit code. The only file that includes CLI11.

#include "experiments/cli/commands.hpp"
#include "sim/input/mistakes.hpp"
#include "sim/results/store.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/core.h>

namespace {

using namespace meam::cli;

constexpr const char* about =
    "meamsim: residents with several needs, siloed or integrated services, and what prevention does to crisis "
    "demand.\n\n"
    "  meamsim run kirkholt -o out/kirkholt     runs the library's Kirkholt, siloed against integrated\n"
    "  meamsim compare out/kirkholt --by sex    what changes, for whom, how sure\n\n"
    "Next: meamsim list experiments, meamsim run --help";

/// What the user typed, put together again.
std::string typed(int argc, char** argv)
{
    std::string all = "meamsim";
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool plain =
            !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                    "0123456789_-./:=,+%") == std::string::npos;
        std::string quoted;
        for (const char c : word) {
            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
        }
        all += " " + (plain ? word : "'" + quoted + "'");
    }
    return all;
}

void add_run(CLI::App& app, RunArguments& a)
{
    auto* run =
        app.add_subcommand("run", "Run an experiment: paired replicates of every scenario, results, summary, headline");
    run->add_option("experiment", a.file, "Experiment file, or the name of one in the library")->required();
    run->add_option("-o,--out", a.out, "Folder for the results (default: out/<name of the experiment>)");
    run->add_option("--set", a.sets, "path=value: another number at any path of the model; may repeat")->take_all();
    run->add_option("--replicates", a.replicates, "Exactly so many replicates")->check(CLI::Range(1, 1000000));
    run->add_option("--threads", a.threads, "Threads (default: all)")->check(CLI::Range(1, 4096));
    run->add_option("--scenario", a.scenarios, "Only this scenario and the baseline; may repeat")->take_all();
    run->add_option("--only", a.only, "SCENARIO:REPLICATE: one run alone, as a failure's message says");
    run->add_option("--until-ci", a.until_ci,
                    "\"OUTCOME < 10%\": replicates until the paired 95 % half-width is below that share");
    run->add_option("--draws", a.draws, "Points drawn over the ranges of assumed numbers")
        ->check(CLI::Range(0, 100000));
    run->add_option("--shard", a.shard, "K/N: every N-th replicate, from the K-th");
    run->add_option("--stepping", a.stepping, "events or reference (everybody every week: slow, same bits)")
        ->check(CLI::IsMember({"events", "reference"}));
    run->add_option("--trajectories", a.trajectories, "Whose lives are written")
        ->check(CLI::IsMember({"none", "sample", "cohort", "all"}));
    run->add_flag("--resume", a.resume, "Go on from what is finished in the folder");
    run->add_flag("--force", a.force, "Replace what is in the folder")->excludes("--resume");
    run->add_flag("--dry-run", a.dry_run, "Say what would be run, and stop");
    run->add_flag("--audit", a.audit, "Check conservation after every week, not only at the end");
    run->add_flag("--json", a.json, "One JSON object on stdout instead of words");
}

void add_graph(CLI::App& app, GraphArguments& a)
{
    auto* graph = app.add_subcommand("graph", "What the service graph implies before any run: who comes by help, when, "
                                              "through which gates, and where it binds");
    graph->add_option("experiment", a.file, "Experiment file, or the name of one in the library")->required();
    graph->add_option("--scenario", a.scenario, "Held against the baseline (default: that with most policies)");
    graph->add_option("--pattern", a.patterns, "\"need=2,other=3\": residents with these needs; may repeat")
        ->take_all();
    graph->add_option("--set", a.sets, "path=value, as for run")->take_all();
    graph->add_option("--as", a.form, "Form")->check(CLI::IsMember({"text", "json", "dot", "graphml", "svg"}));
    graph->add_flag_callback(
        "--json", [&a] { a.form = "json"; }, "The same as --as json");
}

int call(int argc, char** argv)
{
    CLI::App app{about, "meamsim"};
    app.set_help_all_flag("--help-all", "Help of every verb");
    app.require_subcommand(0, 1);
    RunArguments run_arguments;
    CheckArguments check_arguments;
    CompareArguments compare_arguments;
    MergeArguments merge_arguments;
    GraphArguments graph_arguments;
    std::string code, what, verb;
    add_run(app, run_arguments);
    add_graph(app, graph_arguments);
    auto* check_verb = app.add_subcommand("check", "Validate experiment files and show the plan");
    check_verb->add_option("experiments", check_arguments.files, "Files, or names in the library")->required();
    check_verb->add_option("--set", check_arguments.sets, "path=value, as for run")->take_all();
    check_verb->add_flag("--resolved", check_arguments.resolved,
                         "Print the whole resolved file with the origin of each value");
    auto* compare_verb = app.add_subcommand("compare", "Compare scenarios with the baseline, replicate by replicate");
    compare_verb->add_option("results", compare_arguments.results, "Results file or folder")->required();
    compare_verb
        ->add_option("--outcome", compare_arguments.outcomes,
                     "Names, or beginnings as in \"need.*\" (default: the headline)")
        ->take_all();
    compare_verb->add_option("--by", compare_arguments.by, "Tell apart by")
        ->check(CLI::IsMember({"none", "sex", "deprivation", "needs"}));
    compare_verb->add_option("--baseline", compare_arguments.baseline, "Scenario that others are compared with");
    compare_verb->add_option("--as", compare_arguments.form, "Form")
        ->check(CLI::IsMember({"table", "csv", "md", "json"}));
    auto* merge_verb = app.add_subcommand("merge", "Put the shards of a batch together");
    merge_verb->add_option("parts", merge_arguments.parts, "Results files or folders")->required();
    merge_verb->add_option("-o,--out", merge_arguments.out, "The merged results file")->required();
    merge_verb->add_flag("--allow-partial", merge_arguments.allow_partial, "Also when planned runs are missing");
    auto* explain_verb = app.add_subcommand("explain", "What an error code means, with an example of wrong and right");
    explain_verb->add_option("code", code, "Such as E104")->required();
    auto* list_verb = app.add_subcommand("list", "What there is: experiments, codes");
    list_verb->add_option("what", what, "experiments or codes")
        ->required()
        ->check(CLI::IsMember({"experiments", "codes"}));
    auto* help_verb = app.add_subcommand("help", "Help of a verb");
    help_verb->add_option("verb", verb, "A verb");
    auto* version_verb = app.add_subcommand("version", "Version, compiler, parallel backend");
    const auto help = app.help();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? all_done : command_line_wrong;
    }
    run_arguments.command = typed(argc, argv);
    if (app.got_subcommand("run")) {
        return run(run_arguments);
    }
    if (*check_verb) {
        return check(check_arguments);
    }
    if (*compare_verb) {
        return compare(compare_arguments);
    }
    if (app.got_subcommand("graph")) {
        return graph(graph_arguments);
    }
    if (*merge_verb) {
        return merge(merge_arguments);
    }
    if (*explain_verb) {
        return explain(code);
    }
    if (*list_verb) {
        return list(what);
    }
    if (*version_verb) {
        return version();
    }
    if (!*help_verb || verb.empty()) {
        fmt::print("{}", help);
        return all_done;
    }
    for (const auto* known : app.get_subcommands(nullptr)) {
        if (known->get_name() == verb) {
            fmt::print("{}", known->help());
            return all_done;
        }
    }
    fmt::print(stderr, "there is no verb `{}`; meamsim help shows them all\n", verb);
    return command_line_wrong;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return call(argc, argv);
    } catch (const meam::input::InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return error.exit_code();
    } catch (const meam::results::ResultsError& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return error.exit_code();
    } catch (const std::exception& error) {
        fmt::print(
            stderr,
            "meamsim: a mistake of ours, not of yours: {}\nPlease report it with the command and the experiment file "
            "(meamsim check --resolved FILE prints all of it).\n",
            error.what());
        return our_bug;
    }
}
