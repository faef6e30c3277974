#pragma once
// A random model of a random experiment, by seed, over the whole experiment language: what every way of running must
// agree on.

#include "experiments/experiment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace meam::tests {

/// The text of one experiment in pieces, each a whole table or several, whose order means nothing. The first piece
/// holds the keys that stand before all tables.
using Pieces = std::vector<std::string>;

std::string text_of(const Pieces& pieces);
/// The same tables in the opposite order.
std::string reversed_text_of(const Pieces& pieces);

/// Scenario `plain` has no policies; scenario `changed` has all of them.
Pieces generated_model(std::uint64_t seed);

/// @throws input::InputError
Experiment generated_experiment(const std::string& text);

} // namespace meam::tests
