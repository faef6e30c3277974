#pragma once
// A total split among the players of a game by Shapley values (Shapley 1953, "A value for n-person games"): what each
// adds, averaged over all orders in which they may come. In whole numbers, so that shares sum to the total exactly.
//
//     share of i = sum over coalitions S of weight(i, S) * worth(S) / denominator
//     exact:   weight = (|S|-1)! (n-|S|)! for i in S, -|S|! (n-|S|-1)! else;  denominator = n!
//     sampled: weight = in how many of the orders drawn i completes S, less those in which i follows S;  denominator =
//     orders
//
// Both telescope: weights of all players sum to the denominator for everybody together, to minus it for nobody, and to
// nothing between.

#include <cstdint>
#include <span>
#include <vector>

namespace meam::analysis {

__extension__ using Whole = __int128; ///< a worth times n! outgrows 64 bits

using Coalition = std::uint32_t; ///< a bit for each player

inline constexpr int most_players = 24;
inline constexpr int most_exact_players = 12;

struct ShapleyDesign {
    int players = 0;
    std::vector<Coalition> coalitions; ///< whose worth has to be known, sorted: nobody first, everybody last
    std::vector<std::vector<std::int64_t>> weights; ///< [player][coalition]
    std::int64_t denominator = 1;
    std::vector<std::vector<int>> orders; ///< those drawn, each followed by itself reversed; none where exact

    [[nodiscard]] bool exact() const { return orders.empty(); }
    [[nodiscard]] std::size_t index(Coalition coalition) const; ///< @throws std::out_of_range
};

/// Every coalition. @param players  0 to most_exact_players
ShapleyDesign exact_design(int players);

/// Orders drawn by address, each also taken backwards (antithetic), so an even number of them; and each player alone
/// and last, whose worth is of use by itself.
ShapleyDesign sampled_design(int players, int pairs_of_orders, std::uint64_t seed);

/// The same design, asking for every two players by themselves besides. Shares are what they were.
ShapleyDesign with_pairs(const ShapleyDesign& design);

/// Shares times the denominator, by player. @param worth  by coalition, as the design has them
std::vector<Whole> numerators(const ShapleyDesign& design, std::span<const std::int64_t> worth);

/// What each player adds in each pair of an order and its reverse, on average, by player then pair. Their spread is the
/// error of sampling. Empty where exact.
std::vector<std::vector<double>> by_pair(const ShapleyDesign& design, std::span<const double> worth);

} // namespace meam::analysis
