#include "models/network/chain.hpp"

#include "models/network/digraph.hpp"
#include "sim/contracts.hpp"

#include <algorithm>
#include <cmath>

namespace meam::graph {
namespace {

constexpr double nothing = 1e-13; ///< probabilities of leaving below this are rounding errors

/// States in blocks (strongly connected components). The steps of a block lead into the block itself or into earlier
/// blocks.
struct Blocks {
    std::vector<std::vector<int>> states;
    std::vector<int> of;       ///< by state: its block
    std::vector<int> position; ///< by state: its index in the block
};

Blocks blocks_of(const Chain& chain)
{
    Digraph graph{static_cast<int>(chain.size()), {}};
    for (std::size_t i = 0; i < chain.size(); ++i) {
        for (const auto& step : chain.steps[i]) {
            if (step.chance > 0.0) {
                graph.arcs.push_back({static_cast<int>(i), step.to});
            }
        }
    }
    Blocks blocks;
    blocks.of = strong_components(graph);
    blocks.states.resize(
        blocks.of.empty() ? 0 : static_cast<std::size_t>(*std::max_element(blocks.of.begin(), blocks.of.end())) + 1);
    for (std::size_t i = 0; i < chain.size(); ++i) {
        auto& states = blocks.states[static_cast<std::size_t>(blocks.of[i])];
        blocks.position.push_back(static_cast<int>(states.size()));
        states.push_back(static_cast<int>(i));
    }
    return blocks;
}

/// Solves a x = b in place, by Gaussian elimination with partial pivoting. @return false if `a` is singular
bool eliminate(std::vector<std::vector<double>>& a, std::vector<double>& b)
{
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i) {
            pivot = std::fabs(a[i][k]) > std::fabs(a[pivot][k]) ? i : pivot;
        }
        if (std::fabs(a[pivot][k]) < nothing) {
            return false;
        }
        std::swap(a[k], a[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = a[i][k] / a[k][k];
            if (factor == 0.0) {
                continue;
            }
            for (std::size_t j = k; j < n; ++j) {
                a[i][j] -= factor * a[k][j];
            }
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) {
            b[k] -= a[k][j] * b[j];
        }
        b[k] /= a[k][k];
    }
    return true;
}

bool left_by_nobody(const Chain& chain, const Blocks& blocks, const std::vector<int>& states)
{
    double leaves = 0.0;
    bool ends = false;
    for (const int i : states) {
        const auto& steps = chain.steps[static_cast<std::size_t>(i)];
        ends = ends || steps.empty();
        for (const auto& step : steps) {
            leaves += blocks.of[static_cast<std::size_t>(step.to)] == blocks.of[static_cast<std::size_t>(i)]
                          ? 0.0
                          : step.chance;
        }
    }
    return !ends && leaves < nothing;
}

/// Solves one block, given the right-hand sides. `forward`: y = b + y P; otherwise: x = b + P x.
void solve_block(const Chain& chain, const Blocks& blocks, const std::vector<int>& states, bool forward,
                 std::vector<double>& values)
{
    if (states.size() == 1 && chain.steps[static_cast<std::size_t>(states.front())].empty()) {
        return;
    }
    std::vector<double> b;
    for (const int i : states) {
        b.push_back(values[static_cast<std::size_t>(i)]);
    }
    const bool any = std::any_of(b.begin(), b.end(), [](double x) { return x != 0.0; });
    if (!any) {
        return;
    }
    if (left_by_nobody(chain, blocks, states)) {
        for (const int i : states) {
            values[static_cast<std::size_t>(i)] = without_end;
        }
        return;
    }
    const int block = blocks.of[static_cast<std::size_t>(states.front())];
    std::vector<std::vector<double>> a(states.size(), std::vector<double>(states.size(), 0.0));
    for (std::size_t k = 0; k < states.size(); ++k) {
        a[k][k] += 1.0;
        for (const auto& step : chain.steps[static_cast<std::size_t>(states[k])]) {
            if (blocks.of[static_cast<std::size_t>(step.to)] == block) {
                const int to = blocks.position[static_cast<std::size_t>(step.to)];
                (forward ? a[static_cast<std::size_t>(to)][k] : a[k][static_cast<std::size_t>(to)]) -= step.chance;
            }
        }
    }
    const bool solved = eliminate(a, b);
    for (std::size_t k = 0; k < states.size(); ++k) {
        values[static_cast<std::size_t>(states[k])] = solved ? b[k] : without_end;
    }
}

} // namespace

std::vector<double> expected_gain(const Chain& chain, const std::vector<double>& gain)
{
    MEAM_EXPECTS(gain.size() == chain.size());
    const auto blocks = blocks_of(chain);
    auto x = gain;
    for (const auto& states : blocks.states) { // blocks in order: all blocks that a block leads to are solved before it
        for (const int i : states) {
            for (const auto& step : chain.steps[static_cast<std::size_t>(i)]) {
                if (step.chance > 0.0 &&
                    blocks.of[static_cast<std::size_t>(step.to)] != blocks.of[static_cast<std::size_t>(i)]) {
                    x[static_cast<std::size_t>(i)] += step.chance * x[static_cast<std::size_t>(step.to)];
                }
            }
        }
        solve_block(chain, blocks, states, false, x);
    }
    return x;
}

std::vector<double> chance_of(const Chain& chain, const std::vector<bool>& marked)
{
    MEAM_EXPECTS(marked.size() == chain.size());
    Chain stopped = chain; // marked states are made absorbing
    std::vector<double> gain(chain.size(), 0.0);
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (marked[i]) {
            stopped.steps[i].clear();
            gain[i] = 1.0;
        }
    }
    return expected_gain(stopped, gain);
}

std::vector<double> weeks_to(const Chain& chain, const std::vector<bool>& marked, const std::vector<double>& chance)
{
    Chain stopped = chain;
    std::vector<double> gain(chain.size(), 0.0);
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (marked[i]) {
            stopped.steps[i].clear();
            continue;
        }
        for (const auto& step : chain.steps[i]) {
            gain[i] += step.chance * step.weeks * chance[static_cast<std::size_t>(step.to)];
        }
    }
    auto weeks = expected_gain(stopped, gain);
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        weeks[i] = chance[i] > 0.0 ? weeks[i] / chance[i] : 0.0;
    }
    return weeks;
}

std::vector<double> visits(const Chain& chain, const std::vector<double>& start)
{
    MEAM_EXPECTS(start.size() == chain.size());
    const auto blocks = blocks_of(chain);
    auto y = start;
    for (auto states = blocks.states.rbegin(); states != blocks.states.rend(); ++states) {
        solve_block(chain, blocks, *states, true, y);
        for (const int i : *states) {
            if (y[static_cast<std::size_t>(i)] == 0.0) {
                continue;
            }
            for (const auto& step : chain.steps[static_cast<std::size_t>(i)]) {
                if (step.chance > 0.0 &&
                    blocks.of[static_cast<std::size_t>(step.to)] != blocks.of[static_cast<std::size_t>(i)]) {
                    y[static_cast<std::size_t>(step.to)] += y[static_cast<std::size_t>(i)] * step.chance;
                }
            }
        }
    }
    return y;
}

} // namespace meam::graph
