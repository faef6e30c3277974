#pragma once
// The only place of the program that writes to standard output and standard error. It knows which writes failed.

#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

namespace meam::cli {

/// Call first in `main`. Failed writes are then reported by the write, not by a signal (SIGPIPE, SIGXFSZ), and a file
/// that is opened later never receives the number of a standard stream that the caller closed.
void prepare_streams();

/// Buffered. After a failed write all further text is dropped.
void write_stdout(std::string_view text);
/// Written at once, after all text for standard output so far. A failure is ignored: it never stops a run.
void write_stderr(std::string_view text) noexcept;
/// Ends the process with exit code 4 and one sentence, after a crash while results were read. Safe in a signal handler.
[[noreturn]] void end_after_damaged_results();
/// On a terminal, clears the current line of standard error.
void erase_stderr_line() noexcept;
/// Whether standard error is a terminal.
bool stderr_is_terminal();

template <class... Args> void to_stdout(fmt::format_string<Args...> format, Args&&... args)
{
    write_stdout(fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args> void to_stderr(fmt::format_string<Args...> format, Args&&... args)
{
    write_stderr(fmt::format(format, std::forward<Args>(args)...));
}

/// Writes what is buffered. @return whether all text so far could be written
bool stdout_is_complete();

/// Writes what is buffered and closes standard output. Reports a failed write on standard error, except for a pipe
/// whose reader has gone: `meamsim compare out | head -1` ends without a message.
/// @param code  how the program would end
/// @return      `code`, or 4 where it is 0 and standard output is incomplete
int finish_streams(int code);

} // namespace meam::cli
