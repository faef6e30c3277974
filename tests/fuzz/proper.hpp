#pragma once
// What loading an experiment may do with any input: accept it, or refuse it with codes and source locations.

#include "experiments/experiment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace meam::fuzz {

/// Loads a model. There is no library.
/// @param loaded  where given, holds the experiment afterwards if it is accepted
/// @return "" where the model is accepted, or refused as it should be; else what is wrong with the refusal
/// @throws anything that loading throws besides an InputError
std::string fault_of_loading(const std::string& text, const std::vector<std::string>& sets = {},
                             std::optional<Experiment>* loaded = nullptr);

} // namespace meam::fuzz
