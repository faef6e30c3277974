#include "experiments/cli/parser.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

namespace meam::cli {
namespace {

constexpr const char* about =
    "meamsim: residents with several needs, siloed or integrated services, and what prevention does to crisis "
    "demand.\n\n"
    "  meamsim run kirkholt -o out/kirkholt     runs the library's Kirkholt, siloed against integrated\n"
    "  meamsim compare out/kirkholt --by sex    what changes, for whom, how sure\n\n"
    "Next: meamsim list experiments, meamsim run --help";

/// "-o,--out"
std::string names_of(const Parameter& parameter)
{
    std::string names;
    for (const auto& name : parameter.names) {
        names += (names.empty() ? "" : ",") + name;
    }
    return names;
}

CLI::Option& add_to(CLI::App& app, const Parameter& parameter, const Target& target)
{
    const auto names = names_of(parameter);
    return *std::visit(
        [&](auto* value) {
            if constexpr (std::is_same_v<decltype(value), bool*>) {
                return app.add_flag(names, *value, parameter.about);
            } else {
                return app.add_option(names, *value, parameter.about);
            }
        },
        target);
}

void add_to(CLI::App& app, const Parameter& parameter, const Target& target, const Verb& verb)
{
    auto& option = add_to(app, parameter, target);
    option.required(parameter.required);
    if (!parameter.value.empty()) {
        option.type_name(parameter.value);
    }
    if (parameter.repeats && !parameter.positional) {
        option.allow_extra_args(false);
    }
    if (!parameter.words.empty()) {
        option.check(CLI::IsMember(parameter.words));
    }
    if (parameter.range) {
        option.check(CLI::Range(static_cast<int>(parameter.range->first), static_cast<int>(parameter.range->second)));
    }
    for (const auto& name : parameter.excludes) {
        if (verb.parameter(name) < &parameter) { // CLI11 makes the later one excluded by the earlier one, too
            option.excludes(name);
        }
    }
    for (const auto& name : parameter.needs) {
        option.needs(name);
    }
}

} // namespace

Parser::Parser(const std::vector<Command>& commands)
    : commands_(commands), app_(std::make_unique<CLI::App>(about, "meamsim"))
{
    app_->set_help_all_flag("--help-all", "Help for every verb");
    app_->require_subcommand(0, 1);
    for (const auto& command : commands) {
        const auto& verb = command.verb();
        auto* app = app_->add_subcommand(verb.name, verb.about);
        for (std::size_t i = 0; i < verb.parameters.size(); ++i) {
            if (const auto& target = command.targets()[i]) { // CLI11 adds those that ask for help by itself
                add_to(*app, verb.parameters[i], *target, verb);
            }
        }
    }
    help_ = app_->help(); // before parsing: afterwards it is that of the verb
}

Parser::~Parser() = default;

Parsed Parser::parse(int argc, char** argv)
{
    try {
        app_->parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int status = app_->exit(error, out, err);
        write_stdout(out.view());
        write_stderr(err.view());
        return {nullptr, status == 0 ? all_done : command_line_wrong};
    }
    for (const auto& command : commands_) {
        if (app_->got_subcommand(command.verb().name)) {
            return {&command, std::nullopt};
        }
    }
    return {};
}

std::string Parser::help(const std::string& verb) const
{
    return app_->get_subcommand(verb)->help();
}

} // namespace meam::cli
