#include "analysis/evaluation/evaluate.hpp"

#include "experiments/cli/commands.hpp"
#include "experiments/storage.hpp"

#include <fmt/core.h>

namespace meam::cli {

int evaluate(const EvaluateArguments& arguments)
{
    const auto source = open_source(arguments.results);
    if (!analysis::can_be_evaluated(source->layout())) {
        refuse(arguments.line, "E401", arguments.results.string(),
               "`" + arguments.results.string() + "` holds no evaluation: its model has no hub and no placebo hub",
               "results of an experiment in which somebody can take part in something");
    }
    analysis::AllTotals runs{*source};
    const auto evaluations = analysis::evaluate(runs);
    const auto form = analysis::form_named(arguments.form);
    const bool csv = form == analysis::Form::csv;
    const auto wanted = arguments.table.empty() && csv ? analysis::evaluation_tables.front() : arguments.table;
    std::vector<analysis::Table> tables;
    for (const auto& name : analysis::evaluation_tables) {
        if (wanted.empty() || wanted == name) {
            tables.push_back(analysis::table_of(evaluations, name));
        }
    }
    if (form == analysis::Form::json) {
        fmt::print("{}", analysis::to_json(tables));
        return all_done;
    }
    if (!csv && arguments.table.empty()) {
        fmt::print("{}\n\n{}\n", evaluations.title, analysis::in_words(evaluations));
    }
    for (std::size_t t = 0; t < tables.size(); ++t) {
        fmt::print("{}{}", t > 0 ? "\n" : "", analysis::render(tables[t], form));
    }
    return all_done;
}

} // namespace meam::cli
