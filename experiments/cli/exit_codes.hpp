#pragma once
// How the program ends: the same for every verb. The manual page and docs/reference/commands.md print the meanings.

#include "sim/exit_codes.hpp"

#include <array>
#include <string_view>

namespace meam::cli {

enum ExitCode {
    all_done = 0,
    some_failed = 1,
    command_line_wrong = exit_misused,
    experiment_invalid = 3,
    input_unreadable = exit_unreadable,
    stopped_early = 5,
    refused = exit_refused,
    verification_mismatch = 7,
    our_bug = 70,
    interrupted = 130
};

struct ExitMeaning {
    std::string_view code;
    std::string_view meaning;
};

inline constexpr std::array exit_meanings{
    ExitMeaning{"0", "all done; `precision.met` of --json states whether a precision that was asked for was reached"},
    ExitMeaning{"1", "finished, but some runs failed"},
    ExitMeaning{"2", "the command line is wrong"},
    ExitMeaning{"3", "the experiment file is invalid"},
    ExitMeaning{"4", "input missing or unreadable, output that cannot be written (E404), or too little memory or too "
                     "few threads (E510)"},
    ExitMeaning{"5", "stopped early, and can be resumed (reserved: no verb ends with it)"},
    ExitMeaning{"6", "comparison or merge refused"},
    ExitMeaning{"7", "the stored digest and the recomputed one differ"},
    ExitMeaning{"70", "an internal error; the message states how to report it"},
    ExitMeaning{"129, 130, 143", "interrupted by a closed terminal, Ctrl-C or termination; finished runs are kept, and "
                                 "--resume continues"}};

} // namespace meam::cli
