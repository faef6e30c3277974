#pragma once

#include <optional>
#include <string_view>

namespace meam::input {

/// Where a text holds a key of more than `limit` dots, counted in lines and bytes from 1; none where it holds no such
/// key. The parser goes one call deeper with every dot, and would leave the stack on a key of some ten thousand.
struct DeepKey {
    int line = 1;
    int column = 1;
};
std::optional<DeepKey> deep_key(std::string_view text, int limit);

} // namespace meam::input
