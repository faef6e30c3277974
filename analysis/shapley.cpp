#include "analysis/shapley.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>
#include <stdexcept>

namespace meam::analysis {
namespace {

Coalition all_of(int players)
{
    return (Coalition{1} << players) - 1;
}

std::int64_t factorial(int n)
{
    std::int64_t result = 1;
    for (int i = 2; i <= n; ++i) {
        result *= i;
    }
    return result;
}

/// Random permutation by Fisher and Yates, with one addressed draw per step.
std::vector<int> drawn_order(int players, int which, std::uint64_t seed)
{
    std::vector<int> order(static_cast<std::size_t>(players));
    std::iota(order.begin(), order.end(), 0);
    const Key key{mixed_seed(seed, "shapley"), 0};
    for (std::size_t i = order.size(); i > 1; --i) {
        const double u = uniform(
            key, {static_cast<std::uint32_t>(which), name_hash("shapley.order"), static_cast<std::uint32_t>(i), 0});
        std::swap(order[i - 1], order[static_cast<std::size_t>(u * static_cast<double>(i))]);
    }
    return order;
}

/// Calls use(player, before, after) for each player in order, with the coalitions before and after the player joins.
template <class Use> void each_arrival(const std::vector<int>& order, Use use)
{
    Coalition before = 0;
    for (const int player : order) {
        const Coalition after = before | Coalition{1} << player;
        use(static_cast<std::size_t>(player), before, after);
        before = after;
    }
}

} // namespace

std::size_t ShapleyDesign::index(Coalition coalition) const
{
    const auto at = std::ranges::lower_bound(coalitions, coalition);
    if (at == coalitions.end() || *at != coalition) {
        throw std::out_of_range("this design does not ask for that coalition");
    }
    return static_cast<std::size_t>(at - coalitions.begin());
}

ShapleyDesign exact_design(int players)
{
    if (players < 0 || players > most_exact_players) {
        throw std::invalid_argument("too many players for every coalition");
    }
    ShapleyDesign design;
    design.players = players;
    design.denominator = factorial(players);
    design.coalitions.resize(std::size_t{1} << players);
    std::iota(design.coalitions.begin(), design.coalitions.end(), Coalition{0});
    for (int player = 0; player < players; ++player) {
        auto& weights = design.weights.emplace_back();
        for (const Coalition coalition : design.coalitions) {
            const int size = std::popcount(coalition);
            const bool in = (coalition >> player & 1U) != 0;
            weights.push_back(in ? factorial(size - 1) * factorial(players - size)
                                 : -factorial(size) * factorial(players - size - 1));
        }
    }
    return design;
}

ShapleyDesign sampled_design(int players, int pairs_of_orders, std::uint64_t seed)
{
    if (players < 1 || players > most_players || pairs_of_orders < 1) {
        throw std::invalid_argument("no orders of so many players");
    }
    ShapleyDesign design;
    design.players = players;
    design.denominator = 2 * std::int64_t{pairs_of_orders};
    std::set<Coalition> asked{0, all_of(players)};
    for (int player = 0; player < players; ++player) {
        asked.insert(Coalition{1} << player);
        asked.insert(all_of(players) & ~(Coalition{1} << player));
    }
    for (int pair = 0; pair < pairs_of_orders; ++pair) {
        const auto order = drawn_order(players, pair, seed);
        design.orders.push_back(order);
        design.orders.emplace_back(order.rbegin(), order.rend());
    }
    for (const auto& order : design.orders) {
        each_arrival(order, [&](std::size_t, Coalition, Coalition after) { asked.insert(after); });
    }
    design.coalitions.assign(asked.begin(), asked.end());
    design.weights.assign(static_cast<std::size_t>(players), std::vector<std::int64_t>(design.coalitions.size(), 0));
    for (const auto& order : design.orders) {
        each_arrival(order, [&](std::size_t player, Coalition before, Coalition after) {
            ++design.weights[player][design.index(after)];
            --design.weights[player][design.index(before)];
        });
    }
    return design;
}

ShapleyDesign with_pairs(const ShapleyDesign& design)
{
    std::set<Coalition> asked(design.coalitions.begin(), design.coalitions.end());
    for (int a = 0; a < design.players; ++a) {
        for (int b = 0; b < a; ++b) {
            asked.insert(Coalition{1} << a | Coalition{1} << b);
        }
    }
    ShapleyDesign wider = design;
    wider.coalitions.assign(asked.begin(), asked.end());
    for (auto& weights : wider.weights) {
        weights.assign(asked.size(), 0);
    }
    for (std::size_t c = 0; c < design.coalitions.size(); ++c) {
        const auto at = wider.index(design.coalitions[c]);
        for (std::size_t player = 0; player < design.weights.size(); ++player) {
            wider.weights[player][at] = design.weights[player][c];
        }
    }
    return wider;
}

std::vector<Whole> numerators(const ShapleyDesign& design, std::span<const std::int64_t> worth)
{
    std::vector<Whole> result;
    for (const auto& weights : design.weights) {
        Whole sum = 0;
        for (std::size_t c = 0; c < weights.size(); ++c) {
            sum += static_cast<Whole>(weights[c]) * worth[c];
        }
        result.push_back(sum);
    }
    return result;
}

std::vector<std::vector<double>> by_pair(const ShapleyDesign& design, std::span<const double> worth)
{
    if (design.exact()) {
        return {};
    }
    std::vector<std::vector<double>> result(static_cast<std::size_t>(design.players),
                                            std::vector<double>(design.orders.size() / 2, 0.0));
    for (std::size_t o = 0; o < design.orders.size(); ++o) {
        each_arrival(design.orders[o], [&](std::size_t player, Coalition before, Coalition after) {
            result[player][o / 2] += 0.5 * (worth[design.index(after)] - worth[design.index(before)]);
        });
    }
    return result;
}

} // namespace meam::analysis
