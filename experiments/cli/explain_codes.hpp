#pragma once

#include "experiments/cli/explain_arguments.hpp"

namespace meam::cli {

/// Whether this is meant to be an error code: E and a digit begin it. No name of a model does.
bool is_code(const std::string& target);
/// One code, or all of them, as words, Markdown or JSON.
int explain_codes(const ExplainArguments& arguments);

} // namespace meam::cli
