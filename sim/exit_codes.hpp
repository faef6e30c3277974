#pragma once
// Exit codes of the program that errors below its command line carry. experiments/cli/exit_codes.hpp lists all.

namespace meam {

inline constexpr int exit_misused = 2;    ///< a name on the command line is wrong
inline constexpr int exit_unreadable = 4; ///< a file is missing or damaged
inline constexpr int exit_refused = 6;    ///< files that do not belong together

} // namespace meam
