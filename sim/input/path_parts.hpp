#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// The components of a path, with their quotes: stock, trust, on, "crisis.arrest".
std::vector<std::string_view> path_parts(std::string_view path);

/// The error in a path that is not in `known`.
struct FaultyPath {
    std::string_view part; ///< first component that does not match; empty if the path is too short
    std::size_t at = 0;    ///< position of `part` in the path [byte]
    std::string meant;     ///< the nearest known path; "" if none is near
    std::string mend;      ///< "did you mean `mental_health`?"
};
/// Finds the first component of `path` that no known path has, and a suggestion. Precondition: `path` is not known.
FaultyPath faulty_path(std::string_view path, const std::vector<std::string>& known);

} // namespace meam::input
