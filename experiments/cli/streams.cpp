#include "experiments/cli/streams.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "sim/input/characters.hpp"
#include "sim/input/mistakes.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace meam::cli {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16; ///< [byte]

/// Standard output so far.
struct Output {
    std::string waiting; ///< not yet written
    int error = 0;       ///< errno of the first write that failed; 0: none
};

Output& output()
{
    static auto* all = new Output; // outlives every static object that may still write
    return *all;
}

/// Text as standard output and standard error may receive it: control characters and marks that turn the direction of
/// writing are escaped, except line ends and tabs. Both writers pass all of their text through here.
std::string outgoing(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    for (std::string_view rest = text; !rest.empty();) {
        const auto c = input::first_character(rest);
        const auto bytes = rest.substr(0, c.bytes);
        const bool layout = c.code == U'\n' || c.code == U'\t' || rest.starts_with("\r\n");
        if (layout) {
            safe += bytes;
        } else {
            safe += input::printable(c, bytes);
        }
        rest.remove_prefix(c.bytes);
    }
    return safe;
}

/// Writes all of the text. @return errno of the failure; 0: none
int write_all(int stream, std::string_view text) noexcept
{
    while (!text.empty()) {
        const auto written = ::write(stream, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) { // a pipe that the caller made non-blocking
            pollfd ready{stream, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

void flush_stdout() noexcept
{
    auto& out = output();
    if (out.error == 0) {
        out.error = write_all(STDOUT_FILENO, out.waiting);
    }
    out.waiting.clear();
}

void report(int error)
{
    input::Mistakes mistakes;
    mistakes.add("E404", {"standard output", 0, 0, 1, {}},
                 "the output could not be written: " + std::generic_category().message(error),
                 "free space on the disk, or redirect the output to another file");
    write_stderr(mistakes.text());
}

} // namespace

void prepare_streams()
{
    output() = Output();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF) {
            static_cast<void>(::open("/dev/null", O_RDONLY)); // the lowest free number; writes to it fail
        }
    }
}

void write_stdout(std::string_view text)
{
    auto& out = output();
    if (out.error == 0) {
        out.waiting += outgoing(text);
        if (out.waiting.size() >= buffer_size) {
            flush_stdout();
        }
    }
}

void write_stderr(std::string_view text) noexcept
{
    flush_stdout();
    try {
        static_cast<void>(write_all(STDERR_FILENO, outgoing(text)));
    } catch (const std::bad_alloc&) { // the message about it is the program's own
        static_cast<void>(write_all(STDERR_FILENO, text));
    }
}

void end_after_damaged_results()
{
    static_cast<void>(write_all(
        STDERR_FILENO, "error[E401]: reading a results file crashed the program: memory ran out, or the file "
                       "is damaged in a way that its checksums do not show\n"
                       "  --> results   free memory, copy the file again, or repeat the command that wrote it\n\n"
                       "More: meamsim explain E401\n"));
    ::_exit(input_unreadable);
}

void erase_stderr_line() noexcept
{
    static_cast<void>(write_all(STDERR_FILENO, "\r\033[K"));
}

bool stderr_is_terminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

bool stdout_is_complete()
{
    flush_stdout();
    return output().error == 0;
}

int finish_streams(int code)
{
    flush_stdout();
    auto& out = output();
    if (::close(STDOUT_FILENO) != 0 && out.error == 0) {
        out.error = errno; // a file system may report a full disk only now
    }
    if (out.error == 0) {
        return code;
    }
    if (out.error != EPIPE) {
        report(out.error);
    }
    return code == all_done ? static_cast<int>(input_unreadable) : code;
}

} // namespace meam::cli
