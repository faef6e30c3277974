// meamsim graph: what the service graph implies before any run.

#include "analysis/drawing/layout.hpp"
#include "analysis/service_graph.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/graph_json.hpp"
#include "experiments/experiment.hpp"
#include "sim/draws.hpp"
#include "sim/input/nearest.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <fmt/core.h>

namespace meam::cli {
namespace {

int scenario_of(const Experiment& experiment, const std::string& name)
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
        const auto near = input::nearest(name, names);
        throw results::ResultsError("there is no scenario `" + name + "`" +
                                        (near.empty() ? "" : "; did you mean `" + near + "`?"),
                                    command_line_wrong);
    }
    return static_cast<int>(it - names.begin());
}

std::vector<graph::Pattern> patterns_of(const Model& model, const std::vector<std::string>& stated)
{
    std::vector<graph::Pattern> patterns;
    for (const auto& text : stated) {
        auto pattern = graph::pattern_named(model, text);
        if (pattern.needs.empty()) {
            throw results::ResultsError(
                "`" + text + "` is no pattern of needs: write \"" + model.needs.front().name +
                    "=2\", severities 1 to 3, with commas between several needs of one resident",
                command_line_wrong);
        }
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

std::string drawn_title(const Experiment& experiment)
{
    return "Services of " + experiment.model.place.label + ": who sends whom where";
}

} // namespace

int graph(const GraphArguments& arguments)
{
    input::DocumentOptions document;
    document.library = library();
    document.sets = arguments.sets;
    const auto experiment = load_experiment(experiment_file(arguments.file), document);
    const auto& model = experiment.model;
    if (arguments.form == "svg" && !analysis::can_lay_out()) {
        throw results::ResultsError("this build has no Graphviz, so it cannot draw; build with -DMEAM_GRAPHVIZ=ON, or "
                                    "give what --as dot prints to `dot -Tsvg`",
                                    command_line_wrong);
    }
    const int other = scenario_of(experiment, arguments.scenario);
    meam::graph::Question question;
    question.patterns = patterns_of(model, arguments.patterns);
    const Baseline baseline(model, model.numbers.values());
    const Key key{mixed_seed(experiment.seed, model.place.name), 0};
    const auto first = report_on(model, baseline, experiment.baseline, key, question);
    std::optional<meam::graph::ScenarioReport> second;
    if (other != experiment.baseline) {
        second = report_on(model, baseline, other, key, question);
    }
    const analysis::GraphPair pair{model, first, second ? &*second : nullptr};
    if (arguments.form == "json") {
        fmt::print("{}", graph_json(experiment.name, pair));
    } else if (arguments.form == "dot") {
        fmt::print("{}", analysis::graph_dot(pair));
    } else if (arguments.form == "graphml") {
        fmt::print("{}", analysis::graph_graphml(pair));
    } else if (arguments.form == "svg") {
        fmt::print("{}", analysis::graph_drawing(pair, drawn_title(experiment)).svg);
    } else {
        for (const auto& table : analysis::graph_tables(pair)) {
            fmt::print("{}\n", analysis::to_text(table));
        }
    }
    return all_done;
}

} // namespace meam::cli
