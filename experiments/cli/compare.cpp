#include "analysis/compare.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/storage.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <memory>

namespace meam::cli {
namespace {

struct CompareArguments {
    std::filesystem::path results;
    std::vector<std::string> outcomes;
    std::string by = "none", baseline, form = "table";
    bool points = false; ///< a row for each point of the design
    CommandLine line;
};

/// Every outcome and scenario that these results do not hold, at once.
void check_question(const results::Layout& layout, const CompareArguments& arguments)
{
    input::Mistakes mistakes;
    std::vector<std::string> outcomes;
    std::ranges::transform(analysis::outcomes_of(layout), std::back_inserter(outcomes), &analysis::Outcome::name);
    for (const auto& wanted : arguments.outcomes) {
        const bool family = wanted.ends_with('*');
        const auto beginning = wanted.substr(0, wanted.size() - (family ? 1 : 0));
        const auto is_wanted = [&](const std::string& name) {
            return family ? name.starts_with(beginning) : name == wanted;
        };
        if (std::ranges::none_of(outcomes, is_wanted)) {
            const auto mend = input::did_you_mean(beginning, outcomes);
            mistakes.add("E507", arguments.line.spot_of(wanted), "these results hold no outcome `" + wanted + "`",
                         mend.starts_with("did") ? mend : "all of them: --outcome \"*\"");
        }
    }
    if (!arguments.baseline.empty() &&
        std::ranges::find(layout.scenarios, arguments.baseline) == layout.scenarios.end()) {
        mistakes.add("E507", arguments.line.spot_of(arguments.baseline),
                     "these results hold no scenario `" + arguments.baseline + "`",
                     input::did_you_mean(arguments.baseline, layout.scenarios));
    }
    if (arguments.points && layout.points == 1) {
        mistakes.add("E520", arguments.line.spot_of("--points"),
                     "`--points` has no effect: these results have one point",
                     "leave it out; or run a design, or --draws N");
    }
    throw_if_any(mistakes);
}

int compare(const CompareArguments& arguments)
{
    const auto source = open_source(arguments.results);
    check_question(source->layout(), arguments);
    analysis::Question question;
    question.outcomes = arguments.outcomes;
    question.by = analysis::by_named(arguments.by);
    question.baseline = arguments.baseline;
    const auto form = analysis::form_named(arguments.form);
    const auto comparison = analysis::compare(*source, question);
    if (arguments.points) {
        to_stdout("{}", analysis::render(analysis::each_point_table_of(comparison, source->layout().inputs), form));
        return all_done;
    }
    to_stdout("{}", analysis::render(analysis::table_of(comparison), form));
    if (!comparison.over_points.empty() && form == analysis::Form::text) {
        to_stdout("\n{}", analysis::render(analysis::points_table_of(comparison), form));
    }
    return all_done;
}

} // namespace

Command compare_command()
{
    auto arguments = std::make_shared<CompareArguments>();
    auto& a = *arguments;
    return Command("compare", "Compare scenarios with the baseline, replicate by replicate")
        .reads_results()
        .results(&a.results)
        .option("--outcome", "OUTCOME", "Names, or beginnings as in \"need.*\" (default: the headline); may repeat",
                &a.outcomes)
        .option("--by", "WORD", "One row for each stratum", &a.by)
        .among({"none", "sex", "deprivation", "needs", "place"})
        .flag("--points", "One row for each point of the design, with the numbers that differ", &a.points)
        .option("--baseline", "SCENARIO", "Scenario to compare with", &a.baseline)
        .table_form(&a.form)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return compare(*arguments);
        });
}

} // namespace meam::cli
