#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace meam {

/// XXH3, 128 bits, of everything added, in order. Not for secrets: it tells equal from different, not friend from foe.
class Digest {
public:
    Digest();
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;

    void add(const void* data, std::size_t bytes);
    /// The text and its length, so that "ab" "c" differs from "a" "bc".
    void add(std::string_view text);
    /// 32 hex digits
    [[nodiscard]] std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace meam
