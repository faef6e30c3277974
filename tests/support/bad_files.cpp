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

std::vector<BadFile> bad_files(const std::filesystem::path& folder)
{
    std::vector<BadFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") {
            files.push_back({entry.path(), sets_in(entry.path())});
        }
    }
    std::ranges::sort(files, {}, &BadFile::file);
    return files;
}

void check_bad_files(const std::filesystem::path& folder, const Complaint& complaint)
{
    for (const auto& bad : bad_files(folder)) {
        const auto expected = std::filesystem::path(bad.file).replace_extension(".txt");
        const auto said = without(complaint(bad), folder.string() + "/");
        if (std::getenv("MEAM_WRITE_EXPECTED") != nullptr) {
            std::ofstream(expected, std::ios::binary) << said;
        }
        INFO(bad.file.filename().string());
        CHECK(said == text_of(expected));
    }
}

} // namespace meam::tests
