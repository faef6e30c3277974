#pragma once

#include "experiments/cli/command_line.hpp"

#include <string>

namespace meam::cli {

/// The arguments of `meamsim explain`.
struct ExplainArguments {
    std::string target;          ///< a code, a path, or a name
    std::string in = "kirkholt"; ///< the experiment that has it
    bool all = false;            ///< every code
    bool glossary = false;       ///< every term
    std::string form = "text";
    bool json = false;
    CommandLine line;
};

} // namespace meam::cli
