// Reads arguments, calls, prints, returns an exit code. The only file that includes CLI11.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/complete.hpp"
#include "experiments/cli/man.hpp"
#include "experiments/cli/results_mistakes.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/design/design.hpp"
#include "sim/input/tree.hpp"
#ifdef MEAM_HDF5
#include "sim/results/hdf5/h5/crashes.hpp"
#endif

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <regex>
#include <sstream>

namespace {

using namespace meam::cli;

constexpr const char* about =
    "meamsim: residents with several needs, siloed or integrated services, and what prevention does to crisis "
    "demand.\n\n"
    "  meamsim run kirkholt -o out/kirkholt     runs the library's Kirkholt, siloed against integrated\n"
    "  meamsim compare out/kirkholt --by sex    what changes, for whom, how sure\n\n"
    "Next: meamsim list experiments, meamsim run --help";

/// The words that a validator allows: CLI11 describes them as "{none,sample}", and a range as "INT in [1 - 4096]".
void read_validator(const std::string& described, Parameter& parameter)
{
    static const std::regex choice(R"(\{(.*)\})"), range(R"(.* in \[(\S+) - (\S+)\])"); // slow to build
    std::smatch parts;
    if (std::regex_match(described, parts, choice)) {
        std::istringstream words(parts[1].str());
        for (std::string word; std::getline(words, word, ',');) {
            parameter.words.push_back(word);
        }
    } else if (std::regex_match(described, parts, range)) {
        parameter.range.emplace(std::stod(parts[1]), std::stod(parts[2]));
    }
}

Parameter described(CLI::Option& option)
{
    Parameter parameter;
    parameter.positional = option.get_positional();
    for (const auto& name : option.get_snames()) {
        parameter.names.push_back("-" + name);
    }
    for (const auto& name : option.get_lnames()) {
        parameter.names.push_back("--" + name);
    }
    if (parameter.positional) {
        parameter.names.push_back(option.get_name());
    }
    parameter.about = option.get_description();
    parameter.required = option.get_required();
    parameter.repeats = option.get_items_expected_max() > 1;
    for (const auto* other : option.get_excludes()) {
        parameter.excludes.push_back(other->get_name());
    }
    for (const auto* other : option.get_needs()) {
        parameter.needs.push_back(other->get_name());
    }
    auto type = option.get_type_name(); // with what its validator says, behind a colon
    try {
        const auto among = option.get_validator(0)->get_description();
        read_validator(among, parameter);
        type.resize(type.size() - among.size() - 1);
    } catch (const CLI::OptionNotFound&) { // any value may stand
    }
    parameter.value = option.get_items_expected_max() == 0 ? "" : type;
    return parameter;
}

std::vector<Verb> described(CLI::App& app)
{
    std::vector<Verb> verbs;
    for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) {
        Verb verb{command->get_name(), command->get_description(), {}};
        for (auto* option : command->get_options()) {
            verb.parameters.push_back(described(*option));
        }
        verbs.push_back(std::move(verb));
    }
    return verbs;
}

void add_run(CLI::App& app, RunArguments& a)
{
    auto* run =
        app.add_subcommand("run", "Run an experiment: paired replicates of every scenario, results, summary, headline");
    run->add_option("experiment", a.file, "Experiment file, or the name of one in the library")
        ->required()
        ->type_name("EXPERIMENT");
    run->add_option("-o,--out", a.out, "Folder for the results (default: out/ and the name of the experiment)")
        ->type_name("DIR");
    run->add_option("--set", a.sets, "Changes the number at a path of the model; may repeat")
        ->allow_extra_args(false)
        ->type_name("PATH=VALUE");
    run->add_option("--replicates", a.replicates, "Exactly N replicates; with --until-ci at most N")
        ->check(CLI::Range(1, 1000000))
        ->type_name("N");
    run->add_option("--threads", a.threads, "Threads (default: all)")->check(CLI::Range(1, 4096))->type_name("N");
    run->add_option("--scenario", a.scenarios, "Only this scenario and the baseline; may repeat")
        ->allow_extra_args(false)
        ->type_name("SCENARIO");
    run->add_option("--until-ci", a.until_ci,
                    "Replicates until the paired 95 % half-width is below this share of the difference")
        ->type_name("\"OUTCOME < 10%\"");
    run->add_option("--draws", a.draws, "Design points drawn from the ranges of assumed numbers")
        ->check(CLI::Range(0, 100000))
        ->type_name("N")
        ->excludes("--until-ci");
    run->add_option("--shard", a.shard, "Every N-th replicate, from the K-th")
        ->type_name("K/N")
        ->excludes("--until-ci");
    run->add_option("--only", a.only, "One run: this replicate of this scenario")
        ->type_name("SCENARIO:REPLICATE")
        ->excludes("--scenario")
        ->excludes("--until-ci")
        ->excludes("--replicates")
        ->excludes("--shard");
    run->add_option("--point", a.point, "One point of the design; 0 has the numbers as stated")
        ->check(CLI::Range(0, meam::most_design_points))
        ->type_name("N")
        ->excludes("--until-ci");
    run->add_option("--stepping", a.stepping, "events or reference (every resident every week: slow, same bits)")
        ->check(CLI::IsMember({"events", "reference"}))
        ->type_name("WORD");
    run->add_option("--trajectories", a.trajectories, "Residents whose trajectories are written")
        ->check(CLI::IsMember({"none", "sample", "cohort", "all"}))
        ->type_name("WORD");
    run->add_option("--warm-ups", a.warm_ups,
                    "Folder in which states at the end of warm-ups are stored, for later runs")
        ->type_name("DIR");
    run->add_flag("--resume", a.resume, "Continues an interrupted run in the folder");
    run->add_flag("--force", a.force, "Replaces the results in the folder")->excludes("--resume");
    run->add_flag("--dry-run", a.dry_run, "Prints the plan without running it");
    run->add_flag("--audit", a.audit, "Check conservation after every week, not only at the end")
        ->excludes("--warm-ups");
    run->add_flag("--json", a.json, "One JSON object on stdout instead of text");
}

void add_graph(CLI::App& app, GraphArguments& a)
{
    auto* graph = app.add_subcommand("graph", "Analyse the service graph before any run: who reaches help, after which "
                                              "wait, through which services, and what limits it");
    graph->add_option("experiment", a.file, "Experiment file, or the name of one in the library")
        ->required()
        ->type_name("EXPERIMENT");
    graph
        ->add_option("--scenario", a.scenario,
                     "Scenario to compare with the baseline (default: the one with most policies)")
        ->type_name("SCENARIO");
    graph->add_option("--pattern", a.patterns, "Residents with these needs at these severities; may repeat")
        ->allow_extra_args(false)
        ->type_name("NEED=SEVERITY,...");
    graph->add_option("--set", a.sets, "Changes the number at a path of the model; may repeat")
        ->allow_extra_args(false)
        ->type_name("PATH=VALUE");
    graph->add_option("--as", a.form, "Form")
        ->check(CLI::IsMember({"text", "json", "dot", "graphml", "svg"}))
        ->type_name("WORD");
    graph
        ->add_flag_callback(
            "--json", [&a] { a.form = "json"; }, "The same as --as json")
        ->excludes("--as");
}

CLI::App* add_verify(CLI::App& app, VerifyArguments& a)
{
    auto* verify = app.add_subcommand("verify", "Recompute the digests of results, and simulate some runs again");
    verify->add_option("results", a.results, "Results file or folder")->required()->type_name("RESULTS");
    verify->add_option("--sample", a.sample, "Simulate so many runs again and compare their digests")
        ->check(CLI::Range(1, 1000000))
        ->type_name("N");
    verify->add_option("--threads", a.threads, "Threads (default: all)")->check(CLI::Range(1, 4096))->type_name("N");
    verify->add_flag("--json", a.json, "One JSON object on stdout instead of words");
    return verify;
}

CLI::App* add_explain(CLI::App& app, ExplainArguments& a)
{
    auto* explain = app.add_subcommand("explain", "What a path, term, outcome, policy, crisis or error code means");
    auto* name = explain->add_option("name", a.target, "A code, path or name, such as E104 or service.gp.discovery")
                     ->type_name("NAME");
    explain->add_option("--in", a.in, "Experiment to look it up in (default: kirkholt)")->type_name("EXPERIMENT");
    explain->add_flag("--all", a.all, "Every error code, in place of a name")->excludes(name)->excludes("--in");
    explain->add_flag("--glossary", a.glossary, "Every term of the glossary, in place of a name")
        ->excludes(name)
        ->excludes("--in")
        ->excludes("--all");
    explain->add_option("--as", a.form, "Form of --all and --glossary")
        ->check(CLI::IsMember({"text", "md"}))
        ->type_name("WORD");
    explain->add_flag("--json", a.json, "One JSON object")->excludes("--as");
    return explain;
}

CLI::App* add_list(CLI::App& app, ListArguments& a)
{
    auto* list = app.add_subcommand("list", "List experiments, policies, parameters, outcomes and more");
    list->add_option("what", a.what, "What to list")
        ->required()
        ->check(CLI::IsMember({"experiments", "systems", "policies", "bundles", "parameters", "needs", "services",
                               "crises", "outcomes", "codes", "places", "circumstances", "stocks", "channels",
                               "contacts", "datasets"}))
        ->type_name("WORD");
    list->add_option("--in", a.in, "Experiment to look it up in (default: kirkholt)")->type_name("EXPERIMENT");
    list->add_option("--as", a.form, "Form")->check(CLI::IsMember({"text", "md", "json"}))->type_name("WORD");
    list->add_flag_callback(
            "--json", [&a] { a.form = "json"; }, "The same as --as json")
        ->excludes("--as");
    return list;
}

int call(int argc, char** argv, const CommandLine& line)
{
    CLI::App app{about, "meamsim"};
    app.set_help_all_flag("--help-all", "Help for every verb");
    app.require_subcommand(0, 1);
    RunArguments run_arguments;
    CheckArguments check_arguments;
    CompareArguments compare_arguments;
    EvaluateArguments evaluate_arguments;
    AttributeArguments attribute_arguments;
    TraceArguments trace_arguments;
    MergeArguments merge_arguments;
    GraphArguments graph_arguments;
    VerifyArguments verify_arguments;
    ExplainArguments explain_arguments;
    ListArguments list_arguments;
    NewArguments new_arguments;
    std::string verb, shell, schema_form = "json", man_form = "roff";
    add_run(app, run_arguments);
    add_graph(app, graph_arguments);
    auto* check_verb = app.add_subcommand("check", "Check experiment files and show the plan");
    check_verb->add_option("experiments", check_arguments.files, "Files, or names in the library")
        ->required()
        ->type_name("EXPERIMENT");
    check_verb->add_option("--set", check_arguments.sets, "Changes the number at a path of the model; may repeat")
        ->allow_extra_args(false)
        ->type_name("PATH=VALUE");
    check_verb->add_flag("--resolved", check_arguments.resolved,
                         "Print the complete experiment with the origin of each value");
    auto* compare_verb = app.add_subcommand("compare", "Compare scenarios with the baseline, replicate by replicate");
    compare_verb->add_option("results", compare_arguments.results, "Results file or folder")
        ->required()
        ->type_name("RESULTS");
    compare_verb
        ->add_option("--outcome", compare_arguments.outcomes,
                     "Names, or beginnings as in \"need.*\" (default: the headline); may repeat")
        ->allow_extra_args(false)
        ->type_name("OUTCOME");
    compare_verb->add_option("--by", compare_arguments.by, "One row for each stratum")
        ->check(CLI::IsMember({"none", "sex", "deprivation", "needs", "place"}))
        ->type_name("WORD");
    compare_verb->add_flag("--points", compare_arguments.points,
                           "One row for each point of the design, with the numbers that differ");
    compare_verb->add_option("--baseline", compare_arguments.baseline, "Scenario to compare with")
        ->type_name("SCENARIO");
    compare_verb->add_option("--as", compare_arguments.form, "Form")
        ->check(CLI::IsMember({"table", "csv", "md", "json"}))
        ->type_name("WORD");
    auto* evaluate_verb = app.add_subcommand(
        "evaluate",
        "Four estimates of a hub's effect: by its pilot, by matching, the true effect, and that on all residents");
    evaluate_verb->add_option("results", evaluate_arguments.results, "Results file or folder")
        ->required()
        ->type_name("RESULTS");
    evaluate_verb
        ->add_option("--table", evaluate_arguments.table,
                     "One table only (csv without it: the estimates); `participants` and `cases` are re-simulated")
        ->check(CLI::IsMember({"estimates", "people", "displacement", "matching", "crises", "participants", "cases"}))
        ->type_name("WORD");
    evaluate_verb->add_option("--threads", evaluate_arguments.threads, "Threads for re-simulation (default: all)")
        ->check(CLI::Range(1, 4096))
        ->type_name("N");
    evaluate_verb->add_option("--as", evaluate_arguments.form, "Form")
        ->check(CLI::IsMember({"table", "csv", "md", "json"}))
        ->type_name("WORD");
    auto* attribute_verb =
        app.add_subcommand("attribute", "Attribute a scenario's effect to its channels, by running subsets of them");
    attribute_verb->add_option("experiment", attribute_arguments.file, "A file, or a name in the library")
        ->required()
        ->type_name("EXPERIMENT");
    attribute_verb
        ->add_option("--scenario", attribute_arguments.scenario,
                     "Scenario to attribute (default: the one with most channels)")
        ->type_name("SCENARIO");
    attribute_verb
        ->add_option("--outcome", attribute_arguments.outcomes,
                     "Outcome to attribute (default: the headline); may repeat")
        ->allow_extra_args(false)
        ->type_name("OUTCOME");
    attribute_verb->add_option("--replicates", attribute_arguments.replicates, "Replicates of each coalition (20)")
        ->check(CLI::Range(2, 100000))
        ->type_name("N");
    attribute_verb
        ->add_option("--orders", attribute_arguments.orders,
                     "Above ten channels: pairs of orders drawn, each order and its reverse (16)")
        ->check(CLI::Range(1, 100000))
        ->type_name("N");
    attribute_verb->add_flag("--pairs", attribute_arguments.pairs,
                             "Also pairs of channels: their effect beyond the sum of both (csv: that table only)");
    attribute_verb->add_option("--threads", attribute_arguments.threads, "Threads (default: all)")
        ->check(CLI::Range(1, 4096))
        ->type_name("N");
    attribute_verb
        ->add_option("--set", attribute_arguments.sets, "Changes the number at a path of the model; may repeat")
        ->allow_extra_args(false)
        ->type_name("PATH=VALUE");
    attribute_verb->add_flag("--dry-run", attribute_arguments.dry_run, "Prints the design without running it");
    attribute_verb->add_option("--as", attribute_arguments.form, "Form")
        ->check(CLI::IsMember({"table", "csv", "md", "json"}))
        ->type_name("WORD")
        ->excludes("--dry-run");
    auto* trace_verb =
        app.add_subcommand("trace", "The history of one resident, or of the same resident in two scenarios");
    trace_verb->add_option("results", trace_arguments.results, "Results file or folder")
        ->required()
        ->type_name("RESULTS");
    trace_verb
        ->add_option("--resident", trace_arguments.resident,
                     "Resident to follow (default: lists residents with many recorded crises)")
        ->check(CLI::Range(0, 2000000000))
        ->type_name("N");
    trace_verb->add_option("--replicate", trace_arguments.replicate, "Replicate (0)")
        ->check(CLI::Range(0, 1000000))
        ->type_name("N");
    trace_verb->add_option("--scenario", trace_arguments.scenario, "Scenario (default: the baseline)")
        ->type_name("SCENARIO");
    trace_verb->add_option("--against", trace_arguments.against, "Second scenario to compare with")
        ->type_name("SCENARIO");
    trace_verb->add_option("--from", trace_arguments.from, "First week to print (0)")
        ->check(CLI::Range(0, 5200))
        ->type_name("WEEK")
        ->needs("--resident");
    trace_verb->add_option("--as", trace_arguments.form, "Form")
        ->check(CLI::IsMember({"table", "csv", "md", "json"}))
        ->type_name("WORD");
    trace_verb->add_flag("--divergence", trace_arguments.divergence, "Only where the two histories diverge")
        ->needs("--against")
        ->needs("--resident")
        ->excludes("--from")
        ->excludes("--as");
    auto* merge_verb = app.add_subcommand("merge", "Merge the results of shards");
    merge_verb->add_option("parts", merge_arguments.parts, "Results files or folders")
        ->required()
        ->type_name("RESULTS");
    merge_verb->add_option("-o,--out", merge_arguments.out, "The merged results file")->required()->type_name("FILE");
    merge_verb->add_flag("--allow-partial", merge_arguments.allow_partial, "Merge even if planned runs are missing");
    auto* verify_verb = add_verify(app, verify_arguments);
    auto* explain_verb = add_explain(app, explain_arguments);
    auto* list_verb = add_list(app, list_arguments);
    auto* schema_verb = app.add_subcommand("schema", "JSON Schema of the experiment file, for editors");
    schema_verb->add_option("--as", schema_form, "Form: a schema, or the reference page")
        ->check(CLI::IsMember({"json", "md"}))
        ->type_name("WORD");
    auto* new_verb = app.add_subcommand("new", "Create a project: experiment, policy, notes");
    new_verb->add_option("folder", new_arguments.folder, "Folder to create")->required()->type_name("DIR");
    auto* completions_verb =
        app.add_subcommand("completions", "Shell script that completes verbs, options, paths and names");
    completions_verb->add_option("shell", shell, "The shell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}))
        ->type_name("WORD");
    auto* man_verb = app.add_subcommand("man", "The manual page, for man -l");
    man_verb->add_option("--as", man_form, "Form: for man, or the reference page")
        ->check(CLI::IsMember({"roff", "md"}))
        ->type_name("WORD");
    auto* help_verb = app.add_subcommand("help", "Help for a verb");
    help_verb->add_option("verb", verb, "A verb")->type_name("VERB");
    auto* version_verb = app.add_subcommand("version", "Version, compiler, parallel backend");
    const auto help = app.help();
    const auto verbs = described(app);
    if (!line.words().empty() && line.words().front() == "complete") { // for the scripts of `completions` alone
        for (const auto& one : candidates(verbs, {line.words().begin() + 1, line.words().end()})) {
            to_stdout("{}\n", one);
        }
        return all_done;
    }
    meam::input::Mistakes mistakes;
    check_words(line, verbs, mistakes);
    throw_if_any(mistakes);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int status = app.exit(error, out, err);
        write_stdout(out.view());
        write_stderr(err.view());
        return status == 0 ? all_done : command_line_wrong;
    }
    run_arguments.line = graph_arguments.line = compare_arguments.line = evaluate_arguments.line =
        attribute_arguments.line = trace_arguments.line = merge_arguments.line = line;
    explain_arguments.line = list_arguments.line = new_arguments.line = verify_arguments.line = line;
    if (app.got_subcommand("run")) {
        return run(run_arguments);
    }
    if (*check_verb) {
        return check(check_arguments);
    }
#ifdef MEAM_HDF5
    std::optional<meam::results::h5::Reading> reading;
    if (*compare_verb || *evaluate_verb || *trace_verb || *merge_verb || *verify_verb) {
        reading.emplace();
    }
#endif
    if (*compare_verb) {
        return compare(compare_arguments);
    }
    if (*trace_verb) {
        return trace(trace_arguments);
    }
    if (*attribute_verb) {
        return attribute(attribute_arguments);
    }
    if (*evaluate_verb) {
        return evaluate(evaluate_arguments);
    }
    if (app.got_subcommand("graph")) {
        return graph(graph_arguments);
    }
    if (*merge_verb) {
        return merge(merge_arguments);
    }
    if (*verify_verb) {
        return verify(verify_arguments);
    }
    if (*explain_verb) {
        return explain(explain_arguments);
    }
    if (*list_verb) {
        return list(list_arguments);
    }
    if (*schema_verb) {
        return schema_form == "md" ? schema_page() : schema();
    }
    if (*new_verb) {
        return make_new(new_arguments);
    }
    if (*completions_verb) {
        return completions(shell);
    }
    if (*man_verb) {
        return man(verbs, man_form);
    }
    if (*version_verb) {
        return version();
    }
    if (!*help_verb || verb.empty()) {
        to_stdout("{}", help);
        return all_done;
    }
    for (const auto* known : app.get_subcommands(nullptr)) {
        if (known->get_name() == verb) {
            to_stdout("{}", known->help());
            return all_done;
        }
    }
    refuse(line, "E501", verb, "unknown verb `" + verb + "`", meam::input::did_you_mean(verb, verb_names(verbs)));
}

} // namespace

namespace {

int bug(const char* words)
{
    to_stderr("meamsim: an internal error, not a mistake of yours: {}\nPlease report it with the command and the "
              "experiment file (meamsim check --resolved FILE prints all of it).\n",
              words);
    return our_bug;
}

int complain(const meam::input::InputError& error)
{
    to_stderr("{}", error.what());
    return error.exit_code();
}

/// Runs the verb, and turns what goes wrong into words and an exit code.
int exit_code_of(int argc, char** argv)
{
    const CommandLine line({argv + std::min(argc, 1), argv + argc});
    try {
        return call(argc, argv, line);
    } catch (const meam::input::InputError& error) {
        return complain(error);
    } catch (const meam::results::ResultsError& error) {
        return error.exit_code() == our_bug ? bug(error.what()) : complain(with_code(error, line));
    } catch (const std::bad_alloc&) {
        return complain(no_memory(line));
    } catch (const std::length_error&) { // a list longer than any memory
        return complain(no_memory(line));
    } catch (const std::system_error& error) { // files and threads
        return complain(no_resource(error, line));
    } catch (const std::exception& error) {
        return bug(error.what());
    }
}

} // namespace

int main(int argc, char** argv)
{
    prepare_streams();
#ifdef MEAM_HDF5
    meam::results::h5::contain_crashes(end_after_damaged_results);
#endif
    return finish_streams(exit_code_of(argc, argv));
}
