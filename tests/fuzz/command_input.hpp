#pragma once
// One input of the command-line fuzzer: words, one a line.

#include <cstdint>
#include <string>
#include <vector>

namespace meam::fuzz {

/// The words of a command, made harmless: `run` and `attribute` are dry, `new` and `merge` write into their folder.
std::vector<std::string> command_of(const std::string& input);

/// The input changed: words of the seeds, values of --set, and pieces of words, put in, taken out and exchanged.
std::string mutated_command(const std::string& input, std::uint64_t seed);

} // namespace meam::fuzz
