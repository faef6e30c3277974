#pragma once
// A folder of its own for each test, gone afterwards; and the bytes of files.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdlib.h>
#include <string>

namespace meam::results::sample {

class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "meamsim-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_bytes(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// What `what` throws, and its exit code; "" and 0 if nothing.
template <class Error, class What> std::pair<std::string, int> refusal(What what)
{
    try {
        what();
    } catch (const Error& error) {
        return {error.what(), error.exit_code()};
    }
    return {"", 0};
}

} // namespace meam::results::sample
