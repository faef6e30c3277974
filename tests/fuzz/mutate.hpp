#pragma once
// Changes to a tree that know the language: what a slip of the pen, or a bad idea, would make of a model.

#include "tests/fuzz/tree.hpp"

#include <cstdint>

namespace meam::fuzz {

/// Random numbers of a mutation (splitmix64): the same seed gives the same changes.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t n); ///< 0 to n - 1; 0 where n is 0

private:
    std::uint64_t state_;
};

/// Changes one to four things: puts, copies, swaps, deletes and wraps nodes, renames keys, changes numbers and texts.
void mutate(Node& root, Random& random);

} // namespace meam::fuzz
