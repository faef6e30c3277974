#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// The known word nearest to `word` by edit distance (Damerau-Levenshtein, at most a third of the length of `word`); ""
/// if there is none.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

} // namespace meam::input
