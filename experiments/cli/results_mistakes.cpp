#include "experiments/cli/results_mistakes.hpp"

#include "experiments/cli/exit_codes.hpp"

#include <algorithm>
#include <filesystem>

namespace meam::cli {
namespace {

/// The first name in back quotes; without one, the first word: the folder that the message is about.
std::string first_name(const std::string& text)
{
    const auto open = text.find('`');
    const auto close = open == std::string::npos ? open : text.find('`', open + 1);
    return close == std::string::npos ? text.substr(0, text.find(' ')) : text.substr(open + 1, close - open - 1);
}

/// The word that is this file or folder, or holds it.
input::Spot spot_of_name(const std::string& name, const CommandLine& line)
{
    const auto names = [&](const std::string& word) {
        const auto folder = word.ends_with('/') ? word : word + "/";
        return !word.empty() && word.front() != '-' && (name == word || name.starts_with(folder));
    };
    const auto word = std::ranges::find_if(line.words(), names);
    return word == line.words().end() ? input::Spot{"results", 0, 0, 1, {}} : line.spot_of(*word);
}

input::InputError one_mistake(std::string_view code, const input::Spot& spot, std::string what, std::string mend)
{
    input::Mistakes mistakes;
    mistakes.add(code, spot, std::move(what), std::move(mend));
    return {mistakes.text(), mistakes.all(), input_unreadable};
}

} // namespace

input::InputError with_code(const results::ResultsError& error, const CommandLine& line)
{
    const std::string text = error.what();
    const auto end = std::min({text.find('\n'), text.find(". "), text.size()}); // then follows how to mend it
    const auto rest = text.find_first_not_of(". \n", end);
    const auto mend = rest == std::string::npos ? std::string() : text.substr(rest);
    const char* code = error.exit_code() == refused                 ? "E402"
                       : error.exit_code() == command_line_wrong    ? "E403"
                       : error.exit_code() == verification_mismatch ? "E405"
                                                                    : "E401";
    input::Mistakes mistakes;
    mistakes.add(code, spot_of_name(first_name(text), line), text.substr(0, end), mend);
    return {mistakes.text(), mistakes.all(), error.exit_code()};
}

input::InputError no_memory(const CommandLine& line)
{
    return one_mistake("E510", line.spot_of(""), "this needs more memory than there is",
                       "fewer residents, replicates or scenarios, or --threads 1");
}

input::InputError no_resource(const std::system_error& error, const CommandLine& line)
{
    if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
        const auto path = file->path1().string();
        return one_mistake("E401", spot_of_name(path, line),
                           "cannot read or write `" + path + "`: " + error.code().message(),
                           "name a file or folder that is there, and that you may read and write");
    }
    return one_mistake("E510", line.spot_of(""), "the system refuses a resource: " + error.code().message(),
                       "--threads 1, or a machine with fewer limits (ulimit -a shows them)");
}

} // namespace meam::cli
