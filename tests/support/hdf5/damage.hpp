#pragma once
// Results files that are damaged and sealed again, so that every checksum of ours fits.

#include <cstdint>
#include <filesystem>
#include <string>

namespace meam::tests {

/// Replaces some bytes of a results file, anywhere before its seal. The same number, the same damage.
/// @return what was done, in words
std::string damage_bytes(const std::filesystem::path& file, std::uint64_t number);

/// Changes the file's own structure through the HDF5 library: values, texts, shapes, types, names and attributes of its
/// datasets. The same number, the same damage.
std::string damage_structure(const std::filesystem::path& file, std::uint64_t number);

/// Replaces a text by another of the same length wherever the file holds it.
void replace_text(const std::filesystem::path& file, const std::string& from, const std::string& to);

} // namespace meam::tests
