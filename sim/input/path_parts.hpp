#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// The parts of a path as they stand in it, quotes and all: stock, trust, on, "crisis.arrest".
std::vector<std::string_view> path_parts(std::string_view path);

/// What is wrong with a path that is none of `known`.
struct FaultyPath {
    std::string_view part; ///< the first one that leads nowhere; empty: the path ends too early
    std::size_t at = 0;    ///< byte at which it stands
    std::string meant;     ///< the known path it may stand for; "" when none is near
    std::string mend;      ///< "did you mean `mental_health`?"
};
FaultyPath faulty_path(std::string_view path, const std::vector<std::string>& known);

} // namespace meam::input
