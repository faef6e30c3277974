#include "experiments/cli/commands.hpp"

#include <algorithm>

namespace meam::cli {

std::vector<Command> all_commands()
{
    return {run_command(),       graph_command(),  check_command(), compare_command(),     evaluate_command(),
            attribute_command(), trace_command(),  merge_command(), verify_command(),      explain_command(),
            list_command(),      schema_command(), new_command(),   completions_command(), man_command(),
            help_command(),      version_command()};
}

std::vector<Verb> verbs_of(const std::vector<Command>& commands)
{
    std::vector<Verb> verbs;
    std::ranges::transform(commands, std::back_inserter(verbs), &Command::verb);
    return verbs;
}

} // namespace meam::cli
