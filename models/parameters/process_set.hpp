#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace meam {

/// Maximum number of processes in a model.
inline constexpr std::size_t most_processes = 512;

/// A set of process numbers, with fast iteration.
class ProcessSet {
public:
    void set(std::size_t p) { words_[p / 64] |= std::uint64_t{1} << (p % 64); }
    /// Adds p + k for each set bit k of sixteen. @param p  a multiple of 16
    void set_sixteen(std::size_t p, std::uint32_t bits) { words_[p / 64] |= std::uint64_t{bits} << (p % 64); }
    void set_all() { words_.fill(~std::uint64_t{0}); }
    void clear() { words_.fill(0); }
    [[nodiscard]] bool test(std::size_t p) const { return (words_[p / 64] >> (p % 64) & 1U) != 0; }
    [[nodiscard]] bool any() const
    {
        std::uint64_t all = 0;
        for (const auto word : words_) {
            all |= word;
        }
        return all != 0;
    }
    ProcessSet& operator|=(const ProcessSet& other)
    {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            words_[i] |= other.words_[i];
        }
        return *this;
    }

    ProcessSet& operator-=(const ProcessSet& other)
    {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            words_[i] &= ~other.words_[i];
        }
        return *this;
    }

    /// Calls visit(p) for each member p in [begin, end), in ascending order. A visit may add members: those above p are
    /// visited too.
    template <class Visit> void each_in(std::size_t begin, std::size_t end, Visit&& visit) const
    {
        constexpr auto all = ~std::uint64_t{0};
        for (std::size_t i = begin / 64; i * 64 < end; ++i) {
            auto ahead = i * 64 < begin ? all << (begin % 64) : all;
            for (auto word = words_[i] & ahead; word != 0; word = words_[i] & ahead) {
                const auto bit = static_cast<unsigned>(std::countr_zero(word));
                const auto p = i * 64 + bit;
                if (p >= end) {
                    return;
                }
                ahead = all << bit << 1U;
                visit(p);
            }
        }
    }

    bool operator==(const ProcessSet&) const = default;

private:
    std::array<std::uint64_t, most_processes / 64> words_{};
};

} // namespace meam
