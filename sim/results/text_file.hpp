#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace meam::results {

/// Writes a text file under a temporary name beside it and renames it when it is complete: readers see the old file or
/// the new one, never a part.
/// @throws ResultsError  where the file cannot be written; what was there before is unchanged
void write_text_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

} // namespace meam::results
