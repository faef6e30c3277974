#include "tests/fuzz/experiment_input.hpp"

#include "analysis/compare.hpp"
#include "analysis/service_graph.hpp"
#include "experiments/run.hpp"
#include "sim/draws.hpp"
#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/places.hpp"
#include "tests/fuzz/proper.hpp"

#include <algorithm>
#include <sstream>

namespace meam::fuzz {
namespace {

constexpr std::string_view set_mark = "# --set ";
constexpr int most_residents = 25;       ///< of each place
constexpr std::size_t most_units = 6;    ///< scenarios that are run, each twice
constexpr Week most_weeks = 5;           ///< after a warm-up of as many
constexpr std::size_t most_patterns = 2; ///< that the graph is asked about

std::vector<std::string> sets_in(const std::string& input)
{
    std::vector<std::string> sets;
    std::istringstream lines(input);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(set_mark)) {
            sets.push_back(line.substr(set_mark.size()));
        }
    }
    return sets;
}

/// Few residents, weeks, replicates and scenarios: what is left of the model stays as it is.
void bound(Experiment& experiment)
{
    auto& place = experiment.model.place;
    place.residents = 0;
    for (auto& part : place.parts) {
        part.residents = std::min(part.residents, most_residents);
        place.residents += part.residents;
    }
    experiment.horizon = std::min(experiment.horizon, most_weeks);
    experiment.warm_up_exact = true;
    experiment.warm_up_at_least = std::min(experiment.warm_up_at_least, most_weeks);
    experiment.warm_up_at_most = experiment.warm_up_at_least;
    experiment.replicates_at_most = std::min(experiment.replicates_at_most, 2);
    experiment.replicates_at_least = std::min(experiment.replicates_at_least, experiment.replicates_at_most);
    experiment.design.points = std::min(experiment.design.points, 2);
    auto& scenarios = experiment.model.scenarios;
    if (scenarios.size() > most_units) {
        std::swap(scenarios.front(), scenarios[static_cast<std::size_t>(experiment.baseline)]);
        scenarios.resize(most_units);
        experiment.baseline = 0;
    }
}

void analyse_graph(const Experiment& experiment)
{
    const auto& model = experiment.model;
    const Baseline baseline(model, model.numbers.values());
    const Key key{mixed_seed(experiment.seed, model.place.name), 0};
    graph::Question question;
    for (const auto& pattern : model.patterns) {
        if (question.patterns.size() < most_patterns) {
            question.patterns.push_back({pattern.name, pattern.label, pattern.needs, pattern.as});
        }
    }
    const auto first = graph::report_on(model, baseline, experiment.baseline, key, question);
    const auto last = graph::report_on(model, baseline, static_cast<int>(model.scenarios.size()) - 1, key, question);
    const analysis::GraphPair pair{model, first, &last};
    for (const auto& table : analysis::graph_tables(pair)) {
        (void)analysis::to_text(table);
    }
    (void)analysis::graph_dot(pair);
    (void)analysis::graph_graphml(pair);
}

std::string fault_of_run(const Experiment& experiment)
{
    RunOptions options;
    options.threads = 1;
    options.audit = true;
    const auto outcome = run_experiment(experiment, options, {});
    if (!outcome.failures.empty()) {
        return outcome.failures.front();
    }
    analysis::Question question;
    question.outcomes = {"*"};
    question.by = experiment.model.place.parts.size() > 1 ? analysis::By::place : analysis::By::none;
    const auto comparison = analysis::compare(*outcome.source, question);
    (void)analysis::render(analysis::table_of(comparison), analysis::Form::text);
    return {};
}

} // namespace

std::string fault_of_experiment(const std::string& input)
{
    input::DocumentOptions options;
    options.sets = sets_in(input);
    std::optional<Experiment> experiment;
    auto fault = fault_of_loading(input, options.sets, &experiment);
    if (!experiment) {
        return fault;
    }
    if (experiment->resolved.empty() || experiment->digest.empty()) {
        return "it resolves to nothing";
    }
    bound(*experiment);
    analyse_graph(*experiment);
    return fault_of_run(*experiment);
}

std::string mutated_experiment(const std::string& input, std::uint64_t seed)
{
    const auto root = tree_of(input);
    if (root == nullptr) {
        return {};
    }
    Random random(seed);
    auto sets = sets_in(input);
    if (random.below(8) == 0) {
        static const auto places = places_of_language(*root);
        const auto& kinds = kinds_of_nodes();
        sets.push_back(words_of(places[random.below(places.size())]) + "=" + kinds[random.below(kinds.size())]);
    } else {
        mutate(*root, random);
    }
    while (sets.size() > 2) {
        sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(random.below(sets.size())));
    }
    auto text = text_of(*root);
    for (const auto& set : sets) {
        text += std::string(set_mark) + set + "\n";
    }
    return text;
}

} // namespace meam::fuzz
