#pragma once
// One input of the experiment fuzzer.

#include <cstdint>
#include <string>

namespace meam::fuzz {

/// An input is the text of an experiment; a line `# --set path=value` in it is a --set. It is loaded, printed resolved,
/// its graph analysed, and a few weeks of a few residents are run and compared: residents, weeks and replicates of the
/// model are lowered for that.
/// @return "" where all went well or the input was refused as it should be; else what went wrong
std::string fault_of_experiment(const std::string& input);

/// The input changed: as a tree where it is TOML. @return "" where it is none
std::string mutated_experiment(const std::string& input, std::uint64_t seed);

} // namespace meam::fuzz
