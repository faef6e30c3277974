#include "analysis/evaluation/evaluate.hpp"

#include "experiments/cli/again.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/evaluation/cases.hpp"
#include "experiments/evaluation/entrants.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <memory>

namespace meam::cli {
namespace {

struct EvaluateArguments {
    std::filesystem::path results;
    std::string table, form = "table";
    std::optional<int> threads;
    CommandLine line;
};

/// A table for which the runs of every scenario with participants are re-simulated. The digest of the first is checked.
analysis::Table resimulated(const results::Source& source, const analysis::Evaluations& evaluations,
                            std::string_view table, const Report& report)
{
    const auto& layout = source.layout();
    const auto experiment = experiment_of(layout);
    const Week warm_up = warm_up_of(layout, experiment);
    std::vector<int> scenarios;
    for (const auto& one : evaluations.scenarios) {
        const auto at = std::ranges::find(layout.scenarios, one.scenario);
        scenarios.push_back(static_cast<int>(at - layout.scenarios.begin()));
    }
    std::vector<int> replicates; // those that the results hold
    for (const auto& [id, digest] : source.units()) {
        if (id.point != 0 || scenarios.empty() || id.scenario != scenarios.front()) {
            continue;
        }
        if (replicates.empty()) {
            report({"re-simulating one run to check its digest"});
            expect_digest(experiment, warm_up, id, digest);
        }
        replicates.push_back(id.replicate);
    }
    return table == "cases" ? cases_table(experiment, scenarios, replicates, warm_up, report)
                            : entrants_table(experiment, scenarios, replicates, warm_up, report);
}

int evaluate(const EvaluateArguments& arguments)
{
    const auto source = open_source(arguments.results);
    if (!analysis::can_be_evaluated(source->layout())) {
        refuse(arguments.line, "E401", arguments.results.string(),
               "`" + arguments.results.string() + "` holds no evaluation: its model has no hub and no placebo hub",
               "results of an experiment whose model has a hub");
    }
    analysis::AllTotals runs{*source};
    const auto evaluations = analysis::evaluate(runs);
    const auto form = analysis::form_named(arguments.form);
    const bool csv = form == analysis::Form::csv;
    const auto wanted = arguments.table.empty() && csv ? analysis::evaluation_tables.front() : arguments.table;
    std::vector<analysis::Table> tables;
    if (std::ranges::find(analysis::resimulated_tables, wanted) != analysis::resimulated_tables.end()) {
        const StopRequests requests;
        const parallel::StopScope stop(&asked_to_stop());
        parallel::use_threads(arguments.threads.value_or(0));
        ProgressBar bar;
        try {
            tables.push_back(
                resimulated(*source, evaluations, wanted, [&](const Progress& progress) { bar(progress); }));
            bar.clear();
        } catch (const parallel::Stopped&) {
            bar.clear();
            to_stderr("stopped: re-simulation is not complete, so there is no table\n");
            return 128 + signal_received();
        }
    }
    for (const auto& name : analysis::evaluation_tables) {
        if (wanted.empty() || wanted == name) {
            tables.push_back(analysis::table_of(evaluations, name));
        }
    }
    if (form == analysis::Form::json) {
        to_stdout("{}", analysis::to_json(tables));
        return all_done;
    }
    if (!csv && arguments.table.empty()) {
        to_stdout("{}\n\n{}\n", evaluations.title, analysis::in_words(evaluations));
    }
    for (std::size_t t = 0; t < tables.size(); ++t) {
        to_stdout("{}{}", t > 0 ? "\n" : "", analysis::render(tables[t], form));
    }
    return all_done;
}

} // namespace

Command evaluate_command()
{
    auto arguments = std::make_shared<EvaluateArguments>();
    auto& a = *arguments;
    return Command("evaluate",
                   "Four estimates of a hub's effect: by its pilot, by matching, the true effect, and that on "
                   "all residents")
        .reads_results()
        .results(&a.results)
        .option("--table", "WORD",
                "One table only (csv without it: the estimates); `participants` and `cases` are re-simulated", &a.table)
        .among({"estimates", "people", "displacement", "matching", "crises", "participants", "cases"})
        .threads(&a.threads, "Threads for re-simulation (default: all)")
        .table_form(&a.form)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return evaluate(*arguments);
        });
}

} // namespace meam::cli
