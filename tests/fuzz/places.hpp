#pragma once
// Every place of the language, and every kind of node that TOML has: what the tests and the fuzzers put where.

#include "tests/fuzz/tree.hpp"

#include <string>
#include <vector>

namespace meam::fuzz {

/// Paths to every key of every table of the language. Names come from the model where it has some; a name that the
/// model does not have is added. A table within itself (`whom.not`) is entered twice.
std::vector<Path> places_of_language(const Node& model);

/// TOML values of every kind: texts, numbers, dates, arrays, tables, records, and each of them where it cannot stand.
const std::vector<std::string>& kinds_of_nodes();

/// Words that the language knows: names of keys, and texts that may stand.
const std::vector<std::string>& words_of_language();

} // namespace meam::fuzz
