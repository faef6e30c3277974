#pragma once
// How the program ends: the same for every verb (docs/how-to/commands.md).

namespace meam::cli {

enum ExitCode {
    all_done = 0,
    some_failed = 1,
    command_line_wrong = 2,
    experiment_invalid = 3,
    input_unreadable = 4,
    stopped_early = 5,
    refused = 6,
    verification_mismatch = 7,
    our_bug = 70,
    interrupted = 130
};

} // namespace meam::cli
