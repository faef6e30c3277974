#pragma once

#include <optional>
#include <string_view>

namespace meam::input {

/// Position of the first key with more than `limit` dots; none if there is no such key. The parser recurses once per
/// dot, so a key with some ten thousand dots would overflow the stack.
struct DeepKey {
    int line = 1;
    int column = 1;
};
std::optional<DeepKey> deep_key(std::string_view text, int limit);

} // namespace meam::input
