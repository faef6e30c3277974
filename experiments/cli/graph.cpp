// meamsim graph: what the service graph implies before any run.

#include "analysis/drawing/layout.hpp"
#include "analysis/service_graph.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/graph_json.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/experiment.hpp"
#include "sim/draws.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <memory>
#include <sstream>

namespace meam::cli {
namespace {

struct GraphArguments {
    std::string file, scenario, form = "text";
    std::vector<std::string> sets, patterns;
    bool json = false;
    CommandLine line;
};

int scenario_of(const Experiment& experiment, const std::string& name, const CommandLine& line)
{
    const auto& all = experiment.model.scenarios;
    if (name.empty()) {
        int most = experiment.baseline; // the other with most policies, the first of several
        for (std::size_t s = 0; s < all.size(); ++s) {
            const auto policies = [&](int i) { return all[static_cast<std::size_t>(i)].policies.size(); };
            const auto i = static_cast<int>(s);
            if (i != experiment.baseline && (most == experiment.baseline || policies(i) > policies(most))) {
                most = i;
            }
        }
        return most;
    }
    std::vector<std::string> names;
    for (const auto& scenario : all) {
        names.push_back(scenario.name);
    }
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) {
        refuse(line, "E507", name, "`" + experiment.name + "` has no scenario `" + name + "`",
               input::did_you_mean(name, names));
    }
    return static_cast<int>(it - names.begin());
}

/// The need that may be meant, or the form.
std::string how_to_name(const Model& model, const std::string& text)
{
    std::vector<std::string> needs;
    std::ranges::transform(model.needs, std::back_inserter(needs), &Need::name);
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        const auto need = part.substr(0, part.find('='));
        if (std::ranges::find(needs, need) == needs.end()) {
            return input::did_you_mean(need, needs);
        }
    }
    return "needs and their severities, 1 to 3, with commas between several of one resident: \"" + needs.front() +
           "=2\"";
}

std::vector<graph::Pattern> patterns_of(const Model& model, const std::vector<std::string>& stated,
                                        const CommandLine& line)
{
    std::vector<graph::Pattern> patterns;
    for (const auto& text : stated) {
        auto pattern = graph::pattern_named(model, text);
        if (pattern.needs.empty()) {
            refuse(line, "E504", text, "`--pattern` does not accept `" + text + "`", how_to_name(model, text));
        }
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

std::string drawn_title(const Experiment& experiment)
{
    return "Services of " + experiment.model.place.label + ": who sends whom where";
}

int graph(const GraphArguments& arguments)
{
    input::DocumentOptions document;
    document.library = library();
    document.sets = arguments.sets;
    const auto experiment = load_experiment(experiment_file(arguments.file), document);
    const auto& model = experiment.model;
    if (arguments.form == "svg" && !analysis::can_lay_out()) {
        refuse(arguments.line, "E504", "svg", "this build has no Graphviz, so it cannot draw",
               "give what --as dot prints to `dot -Tsvg`, or build with -DMEAM_GRAPHVIZ=ON");
    }
    const int other = scenario_of(experiment, arguments.scenario, arguments.line);
    meam::graph::Question question;
    question.patterns = patterns_of(model, arguments.patterns, arguments.line);
    const Baseline baseline(model, model.numbers.values());
    const Key key{mixed_seed(experiment.seed, model.place.name), 0};
    const auto first = report_on(model, baseline, experiment.baseline, key, question);
    std::optional<meam::graph::ScenarioReport> second;
    if (other != experiment.baseline) {
        second = report_on(model, baseline, other, key, question);
    }
    const analysis::GraphPair pair{model, first, second ? &*second : nullptr};
    if (arguments.json || arguments.form == "json") {
        to_stdout("{}", graph_json(experiment.name, pair));
    } else if (arguments.form == "dot") {
        to_stdout("{}", analysis::graph_dot(pair));
    } else if (arguments.form == "graphml") {
        to_stdout("{}", analysis::graph_graphml(pair));
    } else if (arguments.form == "svg") {
        to_stdout("{}", analysis::graph_drawing(pair, drawn_title(experiment)).svg);
    } else {
        for (const auto& table : analysis::graph_tables(pair)) {
            to_stdout("{}\n", analysis::to_text(table));
        }
    }
    return all_done;
}

} // namespace

Command graph_command()
{
    auto arguments = std::make_shared<GraphArguments>();
    auto& a = *arguments;
    return Command("graph", "Analyse the service graph before any run: who reaches help, after which wait, through "
                            "which services, and what limits it")
        .experiment(&a.file)
        .option("--scenario", "SCENARIO", "Scenario to compare with the baseline (default: the one with most policies)",
                &a.scenario)
        .option("--pattern", "NEED=SEVERITY,...", "Residents with these needs at these severities; may repeat",
                &a.patterns)
        .sets(&a.sets)
        .option("--as", "WORD", "Form", &a.form)
        .among({"text", "json", "dot", "graphml", "svg"})
        .flag("--json", "The same as --as json", &a.json)
        .excludes({"--as"})
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return graph(*arguments);
        });
}

} // namespace meam::cli
