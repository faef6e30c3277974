#pragma once
// Files by name: beside the file that asks for them, then in the library.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

struct FoundFile {
    std::filesystem::path path;
    std::string shown;       ///< as messages name it: "library/needs/crime.toml"
    bool in_library = false; ///< its numbers must have sources
};

/// The file's text, or what is in the way: "no such file".
struct FileText {
    std::string text;
    std::string problem;
};
FileText read_text(const std::filesystem::path& file);

/// One path for one file, however it was named.
std::filesystem::path identity(const std::filesystem::path& file);

/// A file that the user named.
FoundFile named_by_user(const std::filesystem::path& file, const std::vector<std::filesystem::path>& library);
/// `name`.toml beside `asking` (empty: nowhere), then in the library folders. A file never finds itself while another
/// is there.
std::optional<FoundFile> find_file(std::string_view name, const FoundFile& asking,
                                   const std::vector<std::filesystem::path>& library);
/// Every name that find_file would find, sorted.
std::vector<std::string> names_nearby(const std::filesystem::path& folder,
                                      const std::vector<std::filesystem::path>& library);

} // namespace meam::input
