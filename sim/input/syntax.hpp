#pragma once
// Explains the TOML parser's messages in plain words.

#include <string>
#include <string_view>

namespace meam::input {

/// Problem and remedy of a syntax error.
struct Explained {
    std::string what;
    std::string mend;
    bool at_key = false; ///< the error is in the key at the start of the line, not where the parser stopped
};

/// @param said    message of the parser, such as "Error while parsing string: encountered end-of-file"
/// @param at_end  whether the parser stopped at the end of a line
Explained explained(std::string_view said, bool at_end);

} // namespace meam::input
