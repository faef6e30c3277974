#include "experiments/cli/commands.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace meam::cli {

namespace fs = std::filesystem;

std::vector<std::string> library_experiments()
{
    std::vector<std::string> names;
    for (const auto& folder : library()) {
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(folder, none)) {
            std::ifstream in(entry.path());
            for (std::string line; entry.path().extension() == ".toml" && std::getline(in, line);) {
                if (line.rfind("name", 0) == 0) {
                    names.push_back(entry.path().stem().string());
                    break;
                }
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
    for (const auto& folder : library()) {
        const auto file = folder / (name + (fs::path(name).extension() == ".toml" ? "" : ".toml"));
        if (fs::exists(file, none)) {
            return file;
        }
    }
    return name;
}

int version()
{
    to_stdout("meamsim {}\ncompiler {}\nparallel {}\nresults {}\n", MEAM_VERSION, __VERSION__, parallel::backend(),
#ifdef MEAM_HDF5
              "HDF5"
#else
              "in memory"
#endif
    );
    return all_done;
}

} // namespace meam::cli
