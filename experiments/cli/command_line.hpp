#pragma once
// The command line as typed, and everything that is wrong with it, at once.

#include "experiments/cli/verb.hpp"
#include "sim/input/mistakes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam::cli {

class CommandLine {
public:
    CommandLine() = default;
    explicit CommandLine(std::vector<std::string> words); ///< without the program's own

    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
    /// Whether an option is given: "--in".
    [[nodiscard]] bool has(std::string_view option) const;
    /// "meamsim run kirkholt": words put together again, as a shell takes them.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] input::Spot spot(std::size_t word) const;
    /// Of the value of `--option=value`, or of the whole word.
    [[nodiscard]] input::Spot value_spot(std::size_t word) const;
    /// Of the first word that is `value`, or begins with the option `value=`, or ends in `=value`; the end of the line
    /// where none is.
    [[nodiscard]] input::Spot spot_of(std::string_view value) const;
    [[nodiscard]] input::Spot end() const;

private:
    [[nodiscard]] input::Spot at(std::size_t byte, std::size_t bytes) const;

    std::vector<std::string> words_;
    std::vector<std::size_t> starts_; ///< byte of `text_` at which each word starts
    std::string text_ = "meamsim";
};

/// A word of a command as a shell takes it: in quotes where it must be.
std::string shell_word(const std::string& word);
/// A file or folder as a word of a command: one that begins with `-` is written so that it is no option.
std::string shell_path(const std::string& path);

/// Adds what is wrong with the words themselves: verbs and options that do not exist, values that are missing, cannot
/// stand or stand twice, words too many.
void check_words(const CommandLine& line, const std::vector<Verb>& verbs, input::Mistakes& mistakes);

/// @throws input::InputError  where there are mistakes, with the exit code of a wrong command line
void throw_if_any(const input::Mistakes& mistakes);

/// One mistake of the command line, at the word `value`.
/// @throws input::InputError
[[noreturn]] void refuse(const CommandLine& line, std::string_view code, std::string_view value, std::string what,
                         std::string mend);

} // namespace meam::cli
