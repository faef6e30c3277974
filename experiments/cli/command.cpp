#include "experiments/cli/command.hpp"

#include "sim/contracts.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace meam::cli {
namespace {

std::vector<std::string> split(const std::string& names)
{
    std::vector<std::string> parts;
    std::istringstream in(names);
    for (std::string part; std::getline(in, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

bool is_list(const Target& target)
{
    return std::holds_alternative<std::vector<std::string>*>(target) ||
           std::holds_alternative<std::vector<std::filesystem::path>*>(target);
}

} // namespace

Command::Command(std::string name, std::string about) : verb_{std::move(name), std::move(about), {}}
{
    for (const auto& [names, text] :
         {std::pair{"-h,--help", "Print this help message and exit"}, std::pair{"--help-all", "Help for every verb"}}) {
        Parameter help;
        help.names = split(names);
        help.about = text;
        add(std::move(help), std::nullopt);
    }
}

Command& Command::add(Parameter parameter, std::optional<Target> target)
{
    parameter.repeats = target && is_list(*target);
    verb_.parameters.push_back(std::move(parameter));
    targets_.push_back(target);
    return *this;
}

Command& Command::argument(std::string name, std::string value, std::string about, Target target)
{
    return optional_argument(std::move(name), std::move(value), std::move(about), target).required();
}

Command& Command::optional_argument(std::string name, std::string value, std::string about, Target target)
{
    Parameter parameter;
    parameter.names = {std::move(name)};
    parameter.value = std::move(value);
    parameter.about = std::move(about);
    parameter.positional = true;
    return add(std::move(parameter), target);
}

Command& Command::option(const std::string& names, std::string value, std::string about, Target target)
{
    Parameter parameter;
    parameter.names = split(names);
    parameter.value = std::move(value);
    parameter.about = std::move(about);
    return add(std::move(parameter), target);
}

Command& Command::flag(const std::string& names, std::string about, bool* target)
{
    return option(names, "", std::move(about), target);
}

Command& Command::required()
{
    last().required = true;
    return *this;
}

Command& Command::among(std::vector<std::string> words)
{
    last().words = std::move(words);
    return *this;
}

Command& Command::between(int lowest, int highest)
{
    last().range.emplace(lowest, highest);
    return *this;
}

Command& Command::excludes(std::initializer_list<const char*> names)
{
    for (const std::string name : names) {
        const auto other = std::ranges::find_if(verb_.parameters, [&](const Parameter& p) { return p.name() == name; });
        MEAM_EXPECTS(other != verb_.parameters.end() && &*other != &last());
        last().excludes.push_back(name);
        other->excludes.push_back(last().name());
    }
    return *this;
}

Command& Command::needs(std::initializer_list<const char*> names)
{
    last().needs.insert(last().needs.end(), names.begin(), names.end());
    return *this;
}

Command& Command::experiment(std::string* target, std::string about)
{
    return argument("experiment", "EXPERIMENT", std::move(about), target);
}

Command& Command::results(std::filesystem::path* target)
{
    return argument("results", "RESULTS", "Results file or folder", target);
}

Command& Command::sets(std::vector<std::string>* target)
{
    return option("--set", "PATH=VALUE", "Changes the number at a path of the model; may repeat", target);
}

Command& Command::threads(std::optional<int>* target, std::string about)
{
    constexpr int most_threads = 4096;
    return option("--threads", "N", std::move(about), target).between(1, most_threads);
}

Command& Command::table_form(std::string* target)
{
    return option("--as", "WORD", "Form", target).among({"table", "csv", "md", "json"});
}

Command& Command::reads_results()
{
    reads_results_ = true;
    return *this;
}

Command& Command::runs(std::function<int(const Invocation&)> run)
{
    run_ = std::move(run);
    return *this;
}

} // namespace meam::cli
