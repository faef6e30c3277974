#pragma once
// Bad files and what is said of them: each NAME.toml of a folder has beside it NAME.txt, the expected text, to the
// letter. A comment line `# --set path=value` in NAME.toml is given to the reader, as from the command line.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace meam::tests {

struct BadFile {
    std::filesystem::path file;
    std::vector<std::string> sets;
};

/// What is said of one bad file: the text of its mistakes, thrown or collected.
using Complaint = std::function<std::string(const BadFile&)>;

/// The .toml files of the folder itself and of its subfolders that are named after an error code (`E228`), in order of
/// their paths. Other subfolders hold the files that these are based on.
std::vector<BadFile> bad_files(const std::filesystem::path& folder);

/// The error code after which the file's folder is named; "" if it is not named after one.
std::string code_of(const BadFile& bad);

/// Checks every bad file of the folder. Names in the text are relative to the file's folder. Where MEAM_WRITE_EXPECTED
/// is set in the environment, the .txt files are written instead: read each line of the difference before you keep it.
void check_bad_files(const std::filesystem::path& folder, const Complaint& complaint);

} // namespace meam::tests
