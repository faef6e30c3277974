#include "analysis/compare.hpp"

#include "analysis/summary.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/storage.hpp"

#include <fmt/core.h>

namespace meam::cli {

int compare(const CompareArguments& arguments)
{
    const auto source = open_source(arguments.results);
    analysis::Question question;
    question.outcomes = arguments.outcomes;
    question.by = analysis::by_named(arguments.by);
    question.baseline = arguments.baseline;
    const auto form = analysis::form_named(arguments.form);
    const auto comparison = analysis::compare(*source, question);
    fmt::print("{}", analysis::render(analysis::table_of(comparison), form));
    if (!comparison.over_points.empty() && form == analysis::Form::text) {
        fmt::print("\n{}", analysis::render(analysis::points_table_of(comparison), form));
    }
    return all_done;
}

int merge(const MergeArguments& arguments)
{
    if (std::filesystem::exists(arguments.out)) {
        throw results::ResultsError(arguments.out.string() + " is there already: name another file, or remove it",
                                    command_line_wrong);
    }
    std::size_t complete = 0;
    const auto layout = merge_results(arguments.parts, arguments.out, arguments.allow_partial, complete);
    const auto summary = arguments.out.parent_path() / "summary.csv";
    const auto source = open_source(arguments.out);
    analysis::AllTotals runs{*source};
    analysis::write_summary(runs, summary);
    fmt::print("{} runs of {} in {}, {}\nnext: meamsim compare {}\n", complete,
               layout.replicates_planned * layout.scenarios.size() * layout.points, arguments.out.string(),
               summary.string(), arguments.out.string());
    return all_done;
}

} // namespace meam::cli
