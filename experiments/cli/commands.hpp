#pragma once
// The commands of the program: each verb's own file declares its parameters and runs it. What goes wrong comes out as
// an exception; main.cpp alone turns it into a message and an exit code.

#include "experiments/cli/command.hpp"

#include <vector>

namespace meam::cli {

Command run_command();
Command graph_command();
Command check_command();
Command compare_command();
Command evaluate_command();
Command attribute_command();
Command trace_command();
Command merge_command();
Command verify_command();
Command explain_command();
Command list_command();
Command schema_command();
Command new_command();
Command completions_command();
Command man_command();
Command help_command();
Command version_command();

/// In the order of the help.
std::vector<Command> all_commands();
std::vector<Verb> verbs_of(const std::vector<Command>& commands);

} // namespace meam::cli
