#include "tests/support/bad_files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace meam::tests {

namespace {

std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<std::string> sets_in(const std::filesystem::path& file)
{
    const std::string mark = "# --set ";
    std::vector<std::string> sets;
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(mark)) {
            sets.push_back(line.substr(mark.size()));
        }
    }
    return sets;
}

std::string without(std::string text, const std::string& prefix)
{
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
        text.erase(at, prefix.size());
    }
    return text;
}

} // namespace

namespace {

/// Adds the .toml files of one folder.
void add_files(const std::filesystem::path& folder, std::vector<BadFile>& files)
{
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") {
            files.push_back({entry.path(), sets_in(entry.path())});
        }
    }
}

/// Whether a folder holds the cases of one error code: "E228".
bool is_of_a_code(const std::filesystem::path& folder)
{
    const auto name = folder.filename().string();
    return name.size() == 4 && name[0] == 'E' && name.find_first_not_of("0123456789", 1) == std::string::npos;
}

} // namespace

std::vector<BadFile> bad_files(const std::filesystem::path& folder)
{
    std::vector<BadFile> files;
    add_files(folder, files);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_directory() && is_of_a_code(entry.path())) {
            add_files(entry.path(), files);
        }
    }
    std::ranges::sort(files, {}, &BadFile::file);
    return files;
}

std::string code_of(const BadFile& bad)
{
    const auto folder = bad.file.parent_path();
    return is_of_a_code(folder) ? folder.filename().string() : "";
}

void check_bad_files(const std::filesystem::path& folder, const Complaint& complaint)
{
    for (const auto& bad : bad_files(folder)) {
        const auto expected = std::filesystem::path(bad.file).replace_extension(".txt");
        const auto said =
            without(without(complaint(bad), bad.file.parent_path().string() + "/"), folder.string() + "/");
        if (std::getenv("MEAM_WRITE_EXPECTED") != nullptr) {
            std::ofstream(expected, std::ios::binary) << said;
        }
        INFO(bad.file.filename().string());
        CHECK(said == text_of(expected));
    }
}

} // namespace meam::tests
