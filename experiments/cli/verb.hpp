#pragma once
// What a verb takes, as plain data: read off the command line's parser once, for messages, completions and the manual.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meam::cli {

struct Parameter {
    std::vector<std::string> names; ///< "-o", "--out"; of a positional argument: its name
    std::string value;              ///< what the value is: "SCENARIO", "N"; "" for a flag
    std::string about;
    std::vector<std::string> words;                 ///< if not empty, the value is one of them
    std::optional<std::pair<double, double>> range; ///< if set, the value is a whole number within it
    std::vector<std::string> excludes;              ///< parameters that exclude it
    std::vector<std::string> needs;                 ///< options without which it does nothing
    bool positional = false;
    bool required = false;
    bool repeats = false;

    [[nodiscard]] const std::string& name() const { return names.back(); }
    /// "--out"; of a positional "RESULTS"
    [[nodiscard]] const std::string& shown() const { return positional ? value : name(); }
};

struct Verb {
    std::string name;
    std::string about;
    std::vector<Parameter> parameters;

    /// "-o" or "--out"; nullptr where there is none
    [[nodiscard]] const Parameter* option(const std::string& called) const;
    /// By its name, option or positional; nullptr where there is none.
    [[nodiscard]] const Parameter* parameter(const std::string& called) const;
    [[nodiscard]] std::vector<const Parameter*> positionals() const;
    [[nodiscard]] std::vector<std::string> option_names() const; ///< the long ones, without help
};

/// nullptr where there is none
const Verb* verb_named(const std::vector<Verb>& verbs, const std::string& name);
std::vector<std::string> verb_names(const std::vector<Verb>& verbs);

/// "a whole number, 1 to 4096"; "`none`, `sample` or `all`"; "" where anything may stand
std::string allowed(const Parameter& parameter);

} // namespace meam::cli
