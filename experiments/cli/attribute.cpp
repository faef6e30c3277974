#include "experiments/attribution.hpp"

#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <memory>

namespace meam::cli {
namespace {

struct AttributeArguments {
    std::string file, scenario, form = "table";
    std::vector<std::string> sets, outcomes;
    std::optional<int> replicates, orders, threads;
    bool pairs = false, dry_run = false;
    CommandLine line;
};

/// Matches the options with the experiment and reports all that does not fit at once.
AttributionOptions options_of(const AttributeArguments& arguments, const Experiment& experiment)
{
    input::Mistakes mistakes;
    AttributionOptions options;
    const auto& scenarios = experiment.model.scenarios;
    std::vector<std::string> names;
    std::ranges::transform(scenarios, std::back_inserter(names), &Scenario::name);
    const auto with_most = std::ranges::max_element(scenarios, {}, [&](const Scenario& s) {
        return channels_of(experiment, static_cast<int>(&s - scenarios.data())).size();
    });
    options.scenario = static_cast<int>(with_most - scenarios.begin());
    if (!arguments.scenario.empty()) {
        const auto at = std::ranges::find(names, arguments.scenario);
        if (at == names.end()) {
            mistakes.add("E507", arguments.line.spot_of(arguments.scenario),
                         "the experiment has no scenario `" + arguments.scenario + "`",
                         input::did_you_mean(arguments.scenario, names));
        } else {
            options.scenario = static_cast<int>(at - names.begin());
        }
    }
    TallyLayout tally(experiment.model);
    const auto known = analysis::outcomes_of(layout_of(experiment, tally));
    options.outcomes = arguments.outcomes.empty() ? std::vector{experiment.outcome} : arguments.outcomes;
    for (const auto& outcome : arguments.outcomes) {
        if (std::ranges::find(known, outcome, &analysis::Outcome::name) == known.end()) {
            std::vector<std::string> all;
            std::ranges::transform(known, std::back_inserter(all), &analysis::Outcome::name);
            mistakes.add("E507", arguments.line.spot_of(outcome), "there is no outcome `" + outcome + "`",
                         input::did_you_mean(outcome, all));
        }
    }
    throw_if_any(mistakes);
    const auto& name = names[static_cast<std::size_t>(options.scenario)];
    const auto& baseline = names[static_cast<std::size_t>(experiment.baseline)];
    const auto& asked = arguments.scenario.empty() ? arguments.file : arguments.scenario;
    if (const auto lacking = policies_lacking(experiment, options.scenario); !lacking.empty()) {
        refuse(
            arguments.line, "E508", asked,
            fmt::format("the baseline `{}` has policies that `{}` lacks: {}", baseline, name, fmt::join(lacking, ", ")),
            "a scenario that only adds to the baseline: else no part of it is the baseline");
    }
    const auto channels = channels_of(experiment, options.scenario);
    if (channels.empty()) {
        refuse(arguments.line, "E508", asked, fmt::format("`{}` does nothing beyond the baseline `{}`", name, baseline),
               "a scenario with policies");
    }
    if (arguments.orders && channels.size() <= most_exact_channels) {
        refuse(arguments.line, "E520", "--orders",
               fmt::format("`--orders` has no effect: with {} channels every coalition is run", channels.size()),
               fmt::format("leave it out: orders are drawn above {} channels", most_exact_channels));
    }
    options.replicates = arguments.replicates.value_or(options.replicates);
    options.pairs_of_orders = arguments.orders.value_or(options.pairs_of_orders);
    options.pairs = arguments.pairs;
    options.threads = arguments.threads.value_or(0);
    options.interrupted = &asked_to_stop();
    return options;
}

void show_design(const Experiment& experiment, const AttributionOptions& options)
{
    const auto channels = channels_of(experiment, options.scenario);
    const auto design = design_of(experiment, options);
    const auto count = design.coalitions.size();
    to_stdout("{} channels of {}: {}\n", channels.size(),
              experiment.model.scenarios[static_cast<std::size_t>(options.scenario)].name, fmt::join(channels, ", "));
    if (design.exact()) {
        to_stdout("{} coalitions, all there are", count);
    } else {
        to_stdout("{} coalitions, those of {} orders drawn{}", count, design.orders.size(),
                  options.pairs ? " and every two channels" : "");
    }
    to_stdout(", in {} replicates: {} runs\nnothing was run\n", options.replicates,
              count * static_cast<std::size_t>(options.replicates));
}

void show(const analysis::Attribution& attribution, bool pairs, analysis::Form form)
{
    using analysis::Form;
    std::vector<analysis::Table> tables{analysis::table_of(attribution)};
    if (pairs) {
        tables.push_back(analysis::pairs_table_of(attribution));
    }
    if (form == Form::csv) { // one table to a file
        to_stdout("{}", analysis::render(tables.back(), form));
    } else if (form == Form::json) {
        to_stdout("{}", pairs ? analysis::to_json(tables) : analysis::to_json(tables.front()));
    } else {
        to_stdout("{}{}\n", analysis::in_words(attribution), pairs ? analysis::pairs_in_words(attribution) : "");
        for (std::size_t t = 0; t < tables.size(); ++t) {
            to_stdout("{}{}", t > 0 ? "\n" : "", analysis::render(tables[t], form));
        }
    }
}

int attribute(const AttributeArguments& arguments)
{
    input::DocumentOptions document;
    document.library = library();
    document.sets = arguments.sets;
    const auto experiment = load_experiment(experiment_file(arguments.file), document);
    const auto form = analysis::form_named(arguments.form);
    const auto options = options_of(arguments, experiment);
    if (arguments.dry_run) {
        show_design(experiment, options);
        return all_done;
    }
    const StopRequests requests;
    ProgressBar bar;
    const auto attribution = attribute(experiment, options, [&](const Progress& progress) { bar(progress); });
    bar.clear();
    if (attribution.runs.complete > 0) {
        show(attribution, arguments.pairs, form);
    }
    if (asked_to_stop()) {
        to_stderr("stopped after {} of {} replicates; what is printed rests on those\n", attribution.runs.complete,
                  attribution.runs.planned);
        return 128 + signal_received();
    }
    return all_done;
}

} // namespace

Command attribute_command()
{
    auto arguments = std::make_shared<AttributeArguments>();
    auto& a = *arguments;
    return Command("attribute", "Attribute a scenario's effect to its channels, by running subsets of them")
        .experiment(&a.file, "A file, or a name in the library")
        .option("--scenario", "SCENARIO", "Scenario to attribute (default: the one with most channels)", &a.scenario)
        .option("--outcome", "OUTCOME", "Outcome to attribute (default: the headline); may repeat", &a.outcomes)
        .option("--replicates", "N", "Replicates of each coalition (20)", &a.replicates)
        .between(2, 100000)
        .option("--orders", "N", "Above ten channels: pairs of orders drawn, each order and its reverse (16)",
                &a.orders)
        .between(1, 100000)
        .flag("--pairs", "Also pairs of channels: their effect beyond the sum of both (csv: that table only)", &a.pairs)
        .threads(&a.threads)
        .sets(&a.sets)
        .flag("--dry-run", "Prints the design without running it", &a.dry_run)
        .table_form(&a.form)
        .excludes({"--dry-run"})
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return attribute(*arguments);
        });
}

} // namespace meam::cli
