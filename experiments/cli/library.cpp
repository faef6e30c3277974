#include "experiments/cli/library.hpp"

#include "sim/input/library_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace meam::cli {

namespace fs = std::filesystem;

std::vector<std::string> library_experiments()
{
    std::vector<std::string> names;
    for (const auto& file : input::library_files(library())) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("name")) {
                names.push_back(file.stem().string());
                break;
            }
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<fs::path> library()
{
    std::error_code none;
    if (const char* own = std::getenv("MEAM_LIBRARY"); own != nullptr && *own != '\0') {
        return {own};
    }
    const auto program = fs::read_symlink("/proc/self/exe", none);
    const auto installed = program.parent_path().parent_path() / "share" / "meamsim" / "library";
    if (!program.empty() && fs::exists(installed, none)) {
        return {installed};
    }
    return {MEAM_LIBRARY_SOURCE};
}

fs::path experiment_file(const std::string& name)
{
    std::error_code none;
    if ((fs::exists(name, none) && !fs::is_directory(name, none)) || name.find('/') != std::string::npos) {
        return name;
    }
    const auto files = input::library_files_named(name, library());
    return files.size() == 1 ? files.front() : fs::path(name);
}

} // namespace meam::cli
