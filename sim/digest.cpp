// The only file that includes xxHash.

#include "sim/digest.hpp"

#include <fmt/format.h>

#include <cstdint>

#define XXH_INLINE_ALL
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <xxhash.h>
#pragma GCC diagnostic pop

namespace meam {

struct Digest::State {
    XXH3_state_t hash{};
};

Digest::Digest() : state_(std::make_unique<State>())
{
    XXH3_128bits_reset(&state_->hash);
}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(const void* data, std::size_t bytes)
{
    XXH3_128bits_update(&state_->hash, data, bytes);
}

void Digest::add(std::string_view text)
{
    const std::uint64_t size = text.size();
    unsigned char bytes[8];
    for (unsigned i = 0; i < 8; ++i) {
        bytes[i] = static_cast<unsigned char>(size >> (8 * i)); // little-endian on every machine
    }
    add(bytes, sizeof bytes);
    add(text.data(), text.size());
}

std::string Digest::hex() const
{
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_->hash);
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

} // namespace meam
