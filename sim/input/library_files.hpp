#pragma once
// Files of the library by name. A name is the last parts of a file's path without ".toml": `kirkholt`,
// `needs/debt` and `components/needs/debt` all name a file as long as only one path ends in them.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// All TOML files below the library folders, sorted; at most ten thousand.
std::vector<std::filesystem::path> library_files(const std::vector<std::filesystem::path>& library);

/// The files that a name means: one if the name is the whole path of a file below a library folder, else all files
/// whose path ends in it. Empty: there is none; several: the name is ambiguous.
std::vector<std::filesystem::path> library_files_named(std::string_view name,
                                                       const std::vector<std::filesystem::path>& library);

/// Every name that means exactly one file of the library, sorted.
std::vector<std::string> names_in_library(const std::vector<std::filesystem::path>& library);

/// The present name of a file that had another name in an earlier version: the file lists it in `formerly`.
std::optional<std::string> renamed_to(std::string_view name, const std::vector<std::filesystem::path>& library);

} // namespace meam::input
