#pragma once
// Finds input files by name: first beside the file that refers to them, then in the library folders.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// A file that was found, with its name for messages.
struct FoundFile {
    std::filesystem::path path;
    std::string shown;       ///< name in messages: "library/components/needs/crime.toml"
    bool in_library = false; ///< in a library file, every number must have a source
};

/// The text of a file, or the reason why it cannot be read, such as "no such file".
struct FileText {
    std::string text;
    std::string problem;
};
/// Reads a whole file of at most 64 MiB.
FileText read_text(const std::filesystem::path& file);

/// The canonical path of a file, equal for all ways to name the file.
std::filesystem::path identity(const std::filesystem::path& file);

/// A file given by the user on the command line.
FoundFile named_by_user(const std::filesystem::path& file, const std::vector<std::filesystem::path>& library);
/// Files that `name` may mean: the one beside `asking` (if its path is not empty), else those of the library
/// (library_files.hpp). `asking` itself is returned only if no other file has this name. Empty: there is none; several:
/// the name is ambiguous.
std::vector<FoundFile> find_files(std::string_view name, const FoundFile& asking,
                                  const std::vector<std::filesystem::path>& library);
/// Names that find_files would find, sorted; at most about ten thousand.
std::vector<std::string> names_nearby(const std::filesystem::path& folder,
                                      const std::vector<std::filesystem::path>& library);

} // namespace meam::input
