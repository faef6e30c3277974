#pragma once
// Absorbing Markov chains: states, with probability and duration of each step. All results are in closed form.
// Independent of services. A state without steps is absorbing.

#include <limits>
#include <vector>

namespace meam::graph {

/// One step out of a state.
struct Step {
    int to = 0;
    double chance = 0.0; ///< probability of this step, given the state [1]
    double weeks = 0.0;  ///< duration [week]
    int by = -1;         ///< label for the caller: the edge taken
};

/// The steps out of each state. Their probabilities sum to 1; an absorbing state has none.
struct Chain {
    std::vector<std::vector<Step>> steps;

    [[nodiscard]] std::size_t size() const { return steps.size(); }
};

/// Value of an expectation that is infinite.
inline constexpr double without_end = std::numeric_limits<double>::infinity();

/// Expected total gain until absorption, by initial state: x = gain + P x. Solved by block. In a block that is never
/// left, x is 0 if the block gains nothing, otherwise infinite.
std::vector<double> expected_gain(const Chain& chain, const std::vector<double>& gain);

/// Probability of ever reaching a marked state, by initial state.
std::vector<double> chance_of(const Chain& chain, const std::vector<bool>& marked);

/// Expected weeks to the first marked state, given that one is reached; 0 if none can be reached.
///     t = g / h,   g = P g + sum over steps of probability * weeks * h,   h = chance_of(marked)
/// @param chance  h
std::vector<double> weeks_to(const Chain& chain, const std::vector<bool>& marked, const std::vector<double>& chance);

/// Expected number of entries into each state, including the start: y = start + y P.
std::vector<double> visits(const Chain& chain, const std::vector<double>& start);

} // namespace meam::graph
