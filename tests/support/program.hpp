#pragma once
// The program itself, as a shell runs it.

#include <filesystem>
#include <string>

namespace meam::tests {

struct Said {
    int code = -1; ///< 128 and the signal, where one ended it
    std::string out, err;
};

/// Runs `meamsim ARGUMENTS` in a folder, arguments as a shell takes them.
Said meamsim(const std::string& arguments, const std::filesystem::path& folder);
/// The same in a folder of its own.
Said meamsim(const std::string& arguments);

std::string text_of(const std::filesystem::path& file);

} // namespace meam::tests
