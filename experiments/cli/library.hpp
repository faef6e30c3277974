#pragma once
// The library of experiments, and where it is.

#include <filesystem>
#include <string>
#include <vector>

namespace meam::cli {

/// Where the library is: MEAM_LIBRARY; else beside the installed program; else in the sources it was built from.
std::vector<std::filesystem::path> library();
/// Experiments of the library: the files that have a name.
std::vector<std::string> library_experiments();
/// A file by its path, or an experiment of the library by its name.
std::filesystem::path experiment_file(const std::string& name);

} // namespace meam::cli
