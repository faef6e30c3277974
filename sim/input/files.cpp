#include "sim/input/files.hpp"

#include "sim/input/library_files.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

namespace meam::input {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_file = std::size_t{64} << 20U; ///< [byte]; an experiment file has about ten thousand
constexpr std::size_t most_names = 10'000;                   ///< most names considered for a suggestion

bool is_there(const fs::path& file)
{
    std::error_code error;
    const auto status = fs::status(file, error);
    return !error && fs::exists(status) && !fs::is_directory(status);
}

/// The name of the file below its library folder; none if the file is in no library folder.
std::optional<std::string> name_in_library(const fs::path& file, const std::vector<fs::path>& library)
{
    const fs::path whole = identity(file);
    for (const auto& folder : library) {
        const fs::path below = whole.lexically_relative(identity(folder));
        if (!below.empty() && *below.begin() != ".." && below != ".") {
            return "library/" + below.generic_string();
        }
    }
    return std::nullopt;
}

void add_names_beside(const fs::path& folder, std::set<std::string>& names)
{
    std::error_code error;
    auto each = fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && each != fs::directory_iterator() && names.size() < most_names; each.increment(error)) {
        if (each->path().extension() == ".toml") {
            names.insert(each->path().stem().string());
        }
    }
}

} // namespace

FileText read_text(const fs::path& file)
{
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::exists(status)) {
        return {{}, error && error != std::errc::no_such_file_or_directory ? error.message() : "no such file"};
    }
    if (fs::is_directory(status)) {
        return {{}, "it is a folder"};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return {{}, "it cannot be opened"};
    }
    FileText read;
    std::string part(std::size_t{1} << 16U, '\0');
    while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) {
        read.text.append(part, 0, static_cast<std::size_t>(in.gcount()));
        if (read.text.size() > largest_file) {
            return {{}, "it is larger than 64 MiB"};
        }
    }
    if (in.bad()) {
        return {{}, "reading it fails"};
    }
    return read;
}

fs::path identity(const fs::path& file)
{
    std::error_code error;
    const auto whole = fs::weakly_canonical(fs::absolute(file, error), error);
    return error ? file.lexically_normal() : whole;
}

FoundFile named_by_user(const fs::path& file, const std::vector<fs::path>& library)
{
    return {file, file.string(), name_in_library(file, library).has_value()};
}

std::vector<FoundFile> find_files(std::string_view name, const FoundFile& asking, const std::vector<fs::path>& library)
{
    const std::string file = std::string(name) + (name.ends_with(".toml") ? "" : ".toml");

    std::vector<FoundFile> found;
    if (!asking.path.empty() && is_there(asking.path.parent_path() / file)) {
        const fs::path beside = asking.path.parent_path() / file;
        found.push_back({beside, (fs::path(asking.shown).parent_path() / file).string(), false});
    }
    const bool is_own_name = !found.empty() && identity(found.front().path) == identity(asking.path);
    if (found.empty() || is_own_name) {
        std::vector<FoundFile> others;
        for (auto& path : library_files_named(name, library)) {
            if (identity(path) != identity(asking.path)) {
                others.push_back({std::move(path), {}, false});
            }
        }
        if (!others.empty()) {
            found = std::move(others);
        }
    }
    for (auto& one : found) {
        const auto below = name_in_library(one.path, library);
        one.in_library = below.has_value();
        one.shown = below.value_or(one.shown.empty() ? one.path.string() : one.shown);
    }
    return found;
}

std::vector<std::string> names_nearby(const fs::path& folder, const std::vector<fs::path>& library)
{
    const auto of_library = names_in_library(library);
    std::set<std::string> names(of_library.begin(), of_library.end());
    if (!folder.empty()) {
        add_names_beside(folder, names);
    }
    return {names.begin(), names.end()};
}

} // namespace meam::input
