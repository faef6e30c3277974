#include "sim/input/library_files.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>

namespace meam::input {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 10'000;

/// Names of a file below a folder, from its whole path to its last part.
std::vector<std::string> names_of(const fs::path& file, const fs::path& folder)
{
    std::vector<std::string> names;
    std::string rest = file.lexically_relative(folder).replace_extension().generic_string();
    while (true) {
        names.push_back(rest);
        const auto slash = rest.find('/');
        if (slash == std::string::npos) {
            return names;
        }
        rest.erase(0, slash + 1);
    }
}

void add_files(const fs::path& folder, std::vector<fs::path>& files)
{
    std::error_code error;
    auto each = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && each != fs::recursive_directory_iterator() && files.size() < most_files; each.increment(error)) {
        std::error_code none;
        if (each->path().extension() == ".toml" && !each->is_directory(none)) {
            files.push_back(each->path());
        }
    }
}

/// Calls visit(name, file) for each name of each file of the library.
template <class Visit> void each_name(const std::vector<fs::path>& library, Visit&& visit)
{
    for (const auto& folder : library) {
        std::vector<fs::path> files;
        add_files(folder, files);
        for (const auto& file : files) {
            for (const auto& name : names_of(file, folder)) {
                visit(name, file);
            }
        }
    }
}

} // namespace

std::vector<fs::path> library_files(const std::vector<fs::path>& library)
{
    std::vector<fs::path> files;
    for (const auto& folder : library) {
        add_files(folder, files);
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> library_files_named(std::string_view name, const std::vector<fs::path>& library)
{
    name = name.substr(0, name.size() - (name.ends_with(".toml") ? 5 : 0));
    for (const auto& folder : library) {
        const fs::path whole = folder / (std::string(name) + ".toml");
        std::error_code error;
        if (fs::exists(whole, error) && !fs::is_directory(whole, error)) {
            return {whole};
        }
    }
    std::vector<fs::path> found;
    each_name(library, [&](const std::string& one, const fs::path& file) {
        if (one == name) {
            found.push_back(file);
        }
    });
    std::ranges::sort(found);
    return found;
}

std::vector<std::string> names_in_library(const std::vector<fs::path>& library)
{
    std::map<std::string, int> files_by_name;
    each_name(library, [&](const std::string& name, const fs::path&) { ++files_by_name[name]; });
    std::vector<std::string> names;
    for (const auto& [name, files] : files_by_name) {
        if (files == 1) {
            names.push_back(name);
        }
    }
    return names;
}

std::optional<std::string> renamed_to(std::string_view name, const std::vector<fs::path>& library)
{
    name = name.substr(0, name.size() - (name.ends_with(".toml") ? 5 : 0));
    const std::string quoted = '"' + std::string(name) + '"';
    for (const auto& folder : library) {
        std::vector<fs::path> files;
        add_files(folder, files);
        for (const auto& file : files) {
            std::ifstream in(file);
            for (std::string line; std::getline(in, line);) {
                if (line.starts_with("formerly") && line.find(quoted) != std::string::npos) {
                    return names_of(file, folder).front();
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace meam::input
