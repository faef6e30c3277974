#pragma once

#include <string>

namespace meam::fuzz {

/// seeds/experiment/whole.toml: the model that uses every table of the language.
std::string whole_model();
/// The folder of the seeds: experiment/, commands/, and library/ for the commands.
std::string seeds();

} // namespace meam::fuzz
