#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// The left side of --set path=value: `stock.hope.on."crisis.arrest"`.
struct SetPath {
    struct Part {
        std::string name;
        int column = 1; ///< from 1, in characters
        int width = 1;
    };
    std::vector<Part> parts; ///< one or more
    std::size_t equals = 0;  ///< position of `=` [byte]
};

/// Parses the left side; none if `words` is not of the form path=value.
std::optional<SetPath> set_path(std::string_view words);

/// Whether `words` is without=…: what is left out of the files, before any value is set.
bool sets_without(std::string_view words);

} // namespace meam::input
