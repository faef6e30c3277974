#pragma once
// The parser of the command line, built from the commands. parser.cpp is the only file that includes CLI11.

#include "experiments/cli/command.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace meam::cli {

/// What the words of a command line ask for.
struct Parsed {
    const Command* command = nullptr; ///< nullptr if no verb is given
    std::optional<int> exit_code;     ///< set if there is nothing left to run: help was printed, or the words are wrong
};

class Parser {
public:
    /// @param commands  must outlive the parser, and so must the targets of their parameters
    explicit Parser(const std::vector<Command>& commands);
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Stores the values in the targets of the command.
    Parsed parse(int argc, char** argv);
    /// Help for the program.
    [[nodiscard]] const std::string& help() const { return help_; }
    /// Help for one verb, which exists.
    [[nodiscard]] std::string help(const std::string& verb) const;

private:
    const std::vector<Command>& commands_;
    std::unique_ptr<CLI::App> app_;
    std::string help_;
};

} // namespace meam::cli
