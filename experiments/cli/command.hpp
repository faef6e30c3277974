#pragma once
// A command: the parameters of one verb as data, where their values are stored, and the function that runs it. Each
// verb's file declares its command; commands.cpp lists them; parser.cpp builds the parser from them.

#include "experiments/cli/command_line.hpp"

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meam::cli {

class Parser;

/// Where the value of a parameter is stored. Of a vector: each value is appended.
using Target = std::variant<bool*, std::string*, std::filesystem::path*, std::optional<int>*, std::vector<std::string>*,
                            std::vector<std::filesystem::path>*>;

/// What a command runs with, besides its own arguments.
struct Invocation {
    const CommandLine& line;
    const std::vector<Verb>& verbs;
    const Parser& parser;
};

class Command {
public:
    Command(std::string name, std::string about);

    /// A positional argument that is required.
    /// @param name   names the argument in declarations
    /// @param value  names the argument in help: "RESULTS"
    Command& argument(std::string name, std::string value, std::string about, Target target);
    Command& optional_argument(std::string name, std::string value, std::string about, Target target);
    /// @param names  "--out" or "-o,--out"
    /// @param value  names the value in help: "DIR"
    Command& option(const std::string& names, std::string value, std::string about, Target target);
    Command& flag(const std::string& names, std::string about, bool* target);

    /// The parameter added last must be given.
    Command& required();
    /// The value of the parameter added last is one of these words.
    Command& among(std::vector<std::string> words);
    /// The value of the parameter added last is a whole number within this range.
    Command& between(int lowest, int highest);
    /// The parameter added last excludes these parameters, which are declared before it, and they exclude it.
    Command& excludes(std::initializer_list<const char*> names);
    /// The parameter added last has no effect without these options.
    Command& needs(std::initializer_list<const char*> names);

    // Parameters that several commands have.
    Command& experiment(std::string* target, std::string about = "Experiment file, or the name of one in the library");
    Command& results(std::filesystem::path* target);
    Command& sets(std::vector<std::string>* target);                                            ///< `--set`
    Command& threads(std::optional<int>* target, std::string about = "Threads (default: all)"); ///< `--threads`
    Command& table_form(std::string* target);                                                   ///< `--as`

    /// The command reads results files: its HDF5 library must survive damaged ones.
    Command& reads_results();
    Command& runs(std::function<int(const Invocation&)> run);

    [[nodiscard]] const Verb& verb() const { return verb_; }
    /// Of each parameter of `verb()`, in their order, the two that ask for help first; none for those.
    [[nodiscard]] const std::vector<std::optional<Target>>& targets() const { return targets_; }
    [[nodiscard]] bool does_read_results() const { return reads_results_; }
    /// @return the exit code
    [[nodiscard]] int run(const Invocation& invocation) const { return run_(invocation); }

private:
    Command& add(Parameter parameter, std::optional<Target> target);
    Parameter& last() { return verb_.parameters.back(); }

    Verb verb_;
    std::vector<std::optional<Target>> targets_;
    std::function<int(const Invocation&)> run_;
    bool reads_results_ = false;
};

} // namespace meam::cli
