#include "analysis/tables.hpp"
#include "experiments/cli/again.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/storage.hpp"
#include "experiments/trace/event_words.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <fmt/core.h>
#include <memory>

namespace meam::cli {
namespace {

struct TraceArguments {
    std::filesystem::path results;
    std::optional<int> resident, replicate, from;
    std::string scenario, against, form = "table";
    bool divergence = false;
    CommandLine line;
};

/// What is asked for, in terms of the results.
struct Asked {
    std::vector<int> scenarios; ///< one, or two to be held beside each other
    int replicate = 0;
};

Asked asked_of(const TraceArguments& arguments, const results::Layout& layout)
{
    input::Mistakes mistakes;
    Asked asked;
    asked.replicate = arguments.replicate.value_or(0);
    const auto scenario = [&](const std::string& name) {
        const auto at = std::ranges::find(layout.scenarios, name);
        if (at == layout.scenarios.end()) {
            mistakes.add("E507", arguments.line.spot_of(name), "these results hold no scenario `" + name + "`",
                         input::did_you_mean(name, layout.scenarios));
            return 0;
        }
        return static_cast<int>(at - layout.scenarios.begin());
    };
    asked.scenarios.push_back(scenario(arguments.scenario.empty() ? layout.baseline : arguments.scenario));
    if (!arguments.against.empty()) {
        asked.scenarios.push_back(scenario(arguments.against));
    }
    throw_if_any(mistakes);
    return asked;
}

/// Digests of the runs asked for, as the results have them; refused where one is not there.
std::vector<std::string> digests_of(const TraceArguments& arguments, const results::Source& source, const Asked& asked)
{
    const auto units = source.units();
    std::vector<std::string> digests;
    for (const int scenario : asked.scenarios) {
        const results::UnitId id{0, scenario, asked.replicate};
        const auto stored = std::ranges::find(units, id, &std::pair<results::UnitId, std::string>::first);
        if (stored == units.end()) {
            refuse(arguments.line, "E509",
                   arguments.replicate ? std::to_string(*arguments.replicate) : arguments.results.string(),
                   fmt::format("these results hold no replicate {} of `{}`", asked.replicate,
                               source.layout().scenarios[static_cast<std::size_t>(scenario)]),
                   "a replicate that was run, from 0 on");
        }
        digests.push_back(stored->second);
    }
    return digests;
}

/// Refuses a re-simulated trajectory whose digest is not that of the results.
void expect_same_trajectories(const TracedResident& traced, const std::vector<std::string>& digests)
{
    for (std::size_t l = 0; l < digests.size(); ++l) {
        expect_same(traced.trajectories[l].digest, digests[l]);
    }
}

std::span<const LogLine> since(const Trajectory& trajectory, Week week)
{
    const auto from = std::ranges::lower_bound(trajectory.lines, week, {}, &LogLine::week);
    return {from, trajectory.lines.end()};
}

/// @param from  first week
analysis::Table table_of(const Experiment& experiment, const TracedResident& traced, Week from)
{
    analysis::Table table{"A trajectory, line by line",
                          {{"scenario", "scenario"}, {"week", "week"}, {"says", "what happens"}},
                          {},
                          {"Weeks count from the branching of scenarios."}};
    for (const auto& trajectory : traced.trajectories) {
        for (const auto& line : since(trajectory, from)) {
            table.rows.push_back({experiment.model.scenarios[static_cast<std::size_t>(trajectory.scenario)].name,
                                  std::int64_t{line.week}, line_words(experiment.model, line)});
        }
    }
    return table;
}

/// Lines of one week, each with a mark before it.
void print_lines(const Model& model, std::span<const LogLine> lines, const char* mark)
{
    Week week = -(1 << 28);
    for (const auto& line : lines) {
        to_stdout("{:>2}{:>9}  {}\n", mark, line.week == week ? "" : fmt::format("week {}", line.week),
                  line_words(model, line));
        week = line.week;
    }
}

void print_totals(const Model& model, const TracedResident& traced, const std::vector<std::string>& names)
{
    std::vector<std::pair<std::string, std::vector<int>>> rows;
    for (std::size_t l = 0; l < traced.trajectories.size(); ++l) {
        for (const auto& [what, count] : totals_of(model, traced.trajectories[l])) {
            auto at = std::ranges::find(rows, what, &std::pair<std::string, std::vector<int>>::first);
            if (at == rows.end()) {
                at = rows.insert(rows.end(), {what, std::vector<int>(traced.trajectories.size(), 0)});
            }
            at->second[l] = count;
        }
    }
    std::ranges::sort(rows);
    to_stdout("\n{:<34}", "In all:");
    for (const auto& name : names) {
        to_stdout("{:>14}", name);
    }
    to_stdout("\n");
    for (const auto& [what, counts] : rows) {
        to_stdout("  {:<32}", what);
        for (const int count : counts) {
            to_stdout("{:>14}", count);
        }
        to_stdout("\n");
    }
}

void print_one(const Experiment& experiment, const TracedResident& traced, Week from)
{
    const auto& trajectory = traced.trajectories.front();
    to_stdout("\n{}\n", strip(experiment.model, traced.portrait, trajectory, experiment.horizon));
    print_lines(experiment.model, since(trajectory, from), "");
}

/// Prints lines common to both trajectories once; after they diverge each line is marked with its scenario.
void print_two(const Experiment& experiment, const TracedResident& traced, Week from,
               const std::vector<std::string>& names, bool divergence_alone)
{
    const auto& model = experiment.model;
    const auto &a = traced.trajectories[0], &b = traced.trajectories[1];
    const auto common = common_lines(a, b);
    if (common == a.lines.size() && common == b.lines.size()) {
        to_stdout("\nThe two trajectories are the same from beginning to end.\n");
        return;
    }
    const auto next = [&](const Trajectory& trajectory) {
        return common < trajectory.lines.size() ? &trajectory.lines[common] : nullptr;
    };
    const Week week =
        std::min(next(a) ? next(a)->week : experiment.horizon, next(b) ? next(b)->week : experiment.horizon);
    const auto says = [&](const Trajectory& trajectory) {
        const auto* line = next(trajectory);
        return line == nullptr ? std::string("no further event")
               : line->week == week
                   ? line_words(model, *line)
                   : fmt::format("no event that differs; then, in week {}: {}", line->week, line_words(model, *line));
    };
    to_stdout("\nThey diverge in week {}:\n  {}: {}\n  {}: {}\n", week, names[0], says(a), names[1], says(b));
    if (common > 0) {
        to_stdout("Last in both, in week {}: {}\n", a.lines[common - 1].week, line_words(model, a.lines[common - 1]));
    }
    if (divergence_alone) {
        return;
    }
    for (std::size_t l = 0; l < 2; ++l) {
        to_stdout("\n{}:\n{}", names[l], strip(model, traced.portrait, traced.trajectories[l], experiment.horizon));
    }
    const auto both = since(a, from);
    const auto printed = static_cast<std::size_t>(both.data() - a.lines.data());
    to_stdout("\nIn both:\n");
    if (printed < common) {
        print_lines(model, both.first(common - printed), "");
    }
    for (std::size_t l = 0; l < 2; ++l) {
        to_stdout("\nIn {} alone:\n", names[l]);
        print_lines(model, std::span(traced.trajectories[l].lines).subspan(common), l == 0 ? "-" : "+");
    }
}

void print_remarkable(const Experiment& experiment, Week warm_up, const Asked& asked,
                      const std::vector<std::string>& names, analysis::Form form)
{
    analysis::Table table{
        fmt::format("Residents with most recorded crises in `{}`, replicate {}", names.back(), asked.replicate),
        {{"resident", "resident"},
         {"recorded", "recorded crises"},
         {"first", "in " + names.front()},
         {"desk_events", "events at desks"}},
        {},
        {"Name one of them, or any other, with --resident."}};
    for (const auto& r : remarkable(experiment, warm_up, asked.replicate, asked.scenarios, 10)) {
        table.rows.push_back({static_cast<std::int64_t>(r.resident), std::int64_t{r.recorded},
                              std::int64_t{r.recorded_first}, std::int64_t{r.desk_events}});
    }
    to_stdout("{}", analysis::render(table, form));
}

int trace(const TraceArguments& arguments)
{
    const auto source = open_source(arguments.results);
    const auto& layout = source->layout();
    const auto asked = asked_of(arguments, layout);
    const auto experiment = experiment_of(layout);
    const auto digests = digests_of(arguments, *source, asked);
    const Week warm_up = warm_up_of(layout, experiment);
    const auto form = analysis::form_named(arguments.form);
    std::vector<std::string> names;
    for (const int s : asked.scenarios) {
        names.push_back(layout.scenarios[static_cast<std::size_t>(s)]);
    }
    if (!arguments.resident) {
        print_remarkable(experiment, warm_up, asked, names, form);
        return all_done;
    }
    TracedResident traced;
    try {
        traced = traced_resident(experiment, warm_up, asked.replicate, static_cast<ResidentId>(*arguments.resident),
                                 asked.scenarios);
    } catch (const std::out_of_range& error) {
        refuse(arguments.line, "E509", std::to_string(*arguments.resident),
               "there is no resident " + std::to_string(*arguments.resident), error.what());
    }
    expect_same_trajectories(traced, digests);
    const Week from = arguments.from.value_or(0);
    if (form != analysis::Form::text) {
        to_stdout("{}", analysis::render(table_of(experiment, traced, from), form));
        return all_done;
    }
    to_stdout("{}", portrait_words(experiment.model, traced.portrait, static_cast<ResidentId>(*arguments.resident)));
    if (traced.trajectories.size() == 1) {
        print_one(experiment, traced, from);
    } else {
        print_two(experiment, traced, from, names, arguments.divergence);
    }
    if (!arguments.divergence) {
        print_totals(experiment.model, traced, names);
    }
    return all_done;
}

} // namespace

Command trace_command()
{
    auto arguments = std::make_shared<TraceArguments>();
    auto& a = *arguments;
    return Command("trace", "The history of one resident, or of the same resident in two scenarios")
        .reads_results()
        .results(&a.results)
        .option("--resident", "N", "Resident to follow (default: lists residents with many recorded crises)",
                &a.resident)
        .between(0, 2000000000)
        .option("--replicate", "N", "Replicate (0)", &a.replicate)
        .between(0, 1000000)
        .option("--scenario", "SCENARIO", "Scenario (default: the baseline)", &a.scenario)
        .option("--against", "SCENARIO", "Second scenario to compare with", &a.against)
        .option("--from", "WEEK", "First week to print (0)", &a.from)
        .between(0, 5200)
        .needs({"--resident"})
        .table_form(&a.form)
        .flag("--divergence", "Only where the two histories diverge", &a.divergence)
        .needs({"--against", "--resident"})
        .excludes({"--from", "--as"})
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return trace(*arguments);
        });
}

} // namespace meam::cli
