#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/parser.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/input/tree.hpp"

#include <memory>

namespace meam::cli {
namespace {

int help(const std::string& verb, const Invocation& invocation)
{
    if (!verb.empty() && verb_named(invocation.verbs, verb) == nullptr) {
        refuse(invocation.line, "E501", verb, "unknown verb `" + verb + "`",
               input::did_you_mean(verb, verb_names(invocation.verbs)));
    }
    to_stdout("{}", verb.empty() ? invocation.parser.help() : invocation.parser.help(verb));
    return all_done;
}

} // namespace

Command help_command()
{
    auto verb = std::make_shared<std::string>();
    return Command("help", "Help for a verb")
        .optional_argument("verb", "VERB", "A verb", verb.get())
        .runs([verb](const Invocation& invocation) { return help(*verb, invocation); });
}

} // namespace meam::cli
