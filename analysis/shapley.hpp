#pragma once
// Shapley values (Shapley 1953, "A value for n-person games"): split a total among players by what each adds, averaged
// over all orders of joining. Computed in integers, so that shares sum to the total exactly.
//
//     share of i = sum over coalitions S of weight(i, S) * worth(S) / denominator
//     exact:   weight = (|S|-1)! (n-|S|)! if i in S, -|S|! (n-|S|-1)! otherwise;  denominator = n!
//     sampled: weight = number of sampled orders in which i completes S, less those in which i follows S;
//              denominator = number of orders
//
// In both cases the weights of all players sum to the denominator for the coalition of all players, to minus the
// denominator for the empty coalition, and to 0 for every other coalition.

#include <cstdint>
#include <span>
#include <vector>

namespace meam::analysis {

__extension__ using Whole = __int128; ///< a worth times n! exceeds 64 bits

using Coalition = std::uint32_t; ///< one bit per player

inline constexpr int most_players = 24;
inline constexpr int most_exact_players = 12;

/// The coalitions to simulate, and the weights that give the shares.
struct ShapleyDesign {
    int players = 0;
    std::vector<Coalition> coalitions;              ///< sorted: the empty one first, that of all players last
    std::vector<std::vector<std::int64_t>> weights; ///< [player][coalition]
    std::int64_t denominator = 1;
    std::vector<std::vector<int>> orders; ///< sampled orders, each followed by its reverse; empty if exact

    [[nodiscard]] bool exact() const { return orders.empty(); }
    [[nodiscard]] std::size_t index(Coalition coalition) const; ///< @throws std::out_of_range
};

/// The design with all coalitions. @param players  0 to most_exact_players
ShapleyDesign exact_design(int players);

/// A design with sampled orders, each used also in reverse (antithetic sampling), so their number is even. Includes the
/// coalitions of each player alone and of all players but one.
ShapleyDesign sampled_design(int players, int pairs_of_orders, std::uint64_t seed);

/// The same design with the coalitions of all pairs of players added. Shares do not change.
ShapleyDesign with_pairs(const ShapleyDesign& design);

/// Shares times the denominator, by player. @param worth  by coalition, in the order of the design
std::vector<Whole> numerators(const ShapleyDesign& design, std::span<const std::int64_t> worth);

/// Mean of what a player adds in an order and in its reverse, by player, then pair of orders. The variance over pairs
/// gives the sampling error. Empty if the design is exact.
std::vector<std::vector<double>> by_pair(const ShapleyDesign& design, std::span<const double> worth);

} // namespace meam::analysis
