#pragma once
// What is wrong with an input, where, and how to mend it; all of it at once.

#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace meam::input {

/// Where something stands in a file. `line` 0: it stands in no file (a command line, a default).
struct Spot {
    std::string file; ///< as the user named it; "--set" for the command line
    int line = 0;     ///< from 1
    int column = 0;   ///< from 1, in characters
    int width = 1;    ///< characters under the caret
    std::string text; ///< the line itself; "" when there is none to show
    int from = 1;     ///< column of the first character of `text`: above 1 where a very long line was cut
};

struct Mistake {
    std::string code; ///< "E104": a row of the catalogue (catalogue.hpp)
    Spot spot;
    std::string what; ///< "unknown parameter `service.gp.thresold`"
    std::string mend; ///< "did you mean `threshold`?", "a whole number of residents, 0 or more"
};

/// Mistakes collected while an input is read.
class Mistakes {
public:
    /// The same mistake said twice is kept once.
    void add(std::string_view code, const Spot& spot, std::string what, std::string mend);
    [[nodiscard]] bool none() const { return all_.empty(); }
    [[nodiscard]] std::size_t count() const { return all_.size(); }
    [[nodiscard]] const std::vector<Mistake>& all() const { return all_; }
    /// Sorted by file, line, column; each as `error[E104]: …`, the place, the line and a caret.
    [[nodiscard]] std::string text() const;
    /// @throws InputError  holding all of them, if there are any; exit code 4 when an input cannot be read, else 3
    void throw_if_any() const;

private:
    std::vector<Mistake> all_;
    std::unordered_set<std::string> seen_;
};

/// A mistake of the user. `main` prints it and exits with 3 (experiment file) or 4 (input missing).
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
