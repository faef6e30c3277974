#pragma once

#include <set>
#include <string>

namespace meam::tests {

/// Codes of what is wrong with the sound model (tests/data/invalid_models/library/sound.toml) and some tables more.
std::set<std::string> codes_with(const std::string& tables);

} // namespace meam::tests
