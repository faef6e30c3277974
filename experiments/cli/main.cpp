// Reads the command line, runs the command, and returns an exit code.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/complete.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/parser.hpp"
#include "experiments/cli/results_mistakes.hpp"
#include "experiments/cli/streams.hpp"
#ifdef MEAM_HDF5
#include "sim/results/hdf5/h5/crashes.hpp"
#endif

#include <algorithm>
#include <new>
#include <optional>
#include <stdexcept>

namespace {

using namespace meam::cli;

int run_command_line(int argc, char** argv, const CommandLine& line)
{
    const auto commands = all_commands();
    const auto verbs = verbs_of(commands);
    if (!line.words().empty() && line.words().front() == "complete") { // called by the scripts of `completions`
        for (const auto& candidate : candidates(verbs, {line.words().begin() + 1, line.words().end()})) {
            to_stdout("{}\n", candidate);
        }
        return all_done;
    }
    meam::input::Mistakes mistakes;
    check_words(line, verbs, mistakes);
    throw_if_any(mistakes);
    Parser parser(commands);
    const auto parsed = parser.parse(argc, argv);
    if (parsed.exit_code) {
        return *parsed.exit_code;
    }
    if (parsed.command == nullptr) {
        to_stdout("{}", parser.help());
        return all_done;
    }
#ifdef MEAM_HDF5
    std::optional<meam::results::h5::Reading> reading;
    if (parsed.command->does_read_results()) {
        reading.emplace();
    }
#endif
    return parsed.command->run({line, verbs, parser});
}

int report_bug(const char* message)
{
    to_stderr("meamsim: an internal error, not a mistake of yours: {}\nPlease report it with the command and the "
              "experiment file (meamsim check --resolved FILE prints all of it).\n",
              message);
    return our_bug;
}

int report(const meam::input::InputError& error)
{
    to_stderr("{}", error.what());
    return error.exit_code();
}

/// Runs the command, and reports an error as a message and an exit code.
int exit_code_of(int argc, char** argv)
{
    const CommandLine line({argv + std::min(argc, 1), argv + argc});
    try {
        return run_command_line(argc, argv, line);
    } catch (const meam::input::InputError& error) {
        return report(error);
    } catch (const meam::results::ResultsError& error) {
        return error.exit_code() == our_bug ? report_bug(error.what()) : report(with_code(error, line));
    } catch (const std::bad_alloc&) {
        return report(no_memory(line));
    } catch (const std::length_error&) { // a list longer than any memory
        return report(no_memory(line));
    } catch (const std::system_error& error) { // files and threads
        return report(no_resource(error, line));
    } catch (const std::exception& error) {
        return report_bug(error.what());
    }
}

} // namespace

int main(int argc, char** argv)
{
    prepare_streams();
#ifdef MEAM_HDF5
    meam::results::h5::contain_crashes(end_after_damaged_results);
#endif
    return finish_streams(exit_code_of(argc, argv));
}
