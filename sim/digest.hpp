#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace meam {

/// XXH3 hash, 128 bits, of all data added, in order. Not cryptographic: it detects changes, not forgery.
class Digest {
public:
    Digest();
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;

    void add(const void* data, std::size_t bytes);
    /// Adds the length of the text, then its bytes, so that "ab" "c" differs from "a" "bc".
    void add(std::string_view text);
    /// The hash as 32 hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace meam
