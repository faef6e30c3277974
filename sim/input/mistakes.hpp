#pragma once
// Errors in an input, each with position, problem and remedy. All errors are collected before they are reported.

#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace meam::input {

/// Position of an error in a file. `line` 0: not in a file, but on the command line or in a default.
struct Spot {
    std::string file; ///< name as the user gave it; "--set" for the command line
    int line = 0;     ///< from 1
    int column = 0;   ///< from 1, in characters
    int width = 1;    ///< characters under the caret
    std::string text; ///< text of the line; "" if there is none to show
    int from = 1;     ///< column of the first character of `text`; above 1 if a very long line was cut
};

/// One error in an input.
struct Mistake {
    std::string code; ///< "E104": an entry of the catalogue (catalogue.hpp)
    Spot spot;
    std::string what; ///< "unknown parameter `service.gp.thresold`"
    std::string mend; ///< "did you mean `threshold`?", "a whole number of residents, 0 or more"
};

/// Mistakes collected while an input is read.
class Mistakes {
public:
    /// Adds a mistake, unless an equal one was added before.
    void add(std::string_view code, const Spot& spot, std::string what, std::string mend);
    [[nodiscard]] bool none() const { return all_.empty(); }
    [[nodiscard]] std::size_t count() const { return all_.size(); }
    [[nodiscard]] const std::vector<Mistake>& all() const { return all_; }
    /// All mistakes, sorted by file, line and column. Each has `error[E104]: …`, the position, the line and a caret.
    [[nodiscard]] std::string text() const;
    /// @throws InputError  with all mistakes, if there are any; exit code 4 if an input cannot be read, else 3
    void throw_if_any() const;

private:
    std::vector<Mistake> all_;
    std::unordered_set<std::string> seen_;
};

/// Errors in the user's input. `main` prints them and exits with 3 (experiment file) or 4 (input missing).
class InputError : public std::runtime_error {
public:
    InputError(const std::string& text, std::vector<Mistake> mistakes, int exit_code = 3)
        : std::runtime_error(text), mistakes_(std::move(mistakes)), exit_code_(exit_code)
    {}
    [[nodiscard]] const std::vector<Mistake>& mistakes() const { return mistakes_; }
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    std::vector<Mistake> mistakes_;
    int exit_code_;
};

} // namespace meam::input
