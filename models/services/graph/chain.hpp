#pragma once
// An absorbing chain: states, and with which chance and in how many weeks one leads to another. Closed forms only;
// knows nothing of services. A state without steps is an end.

#include <limits>
#include <vector>

namespace meam::graph {

struct Step {
    int to = 0;
    double chance = 0.0; ///< of this step, out of the state [1]
    double weeks = 0.0;  ///< that it takes
    int by = -1;         ///< a label of the caller's: the edge that is walked
};

/// The steps out of each state. Their chances sum to 1, or there are none.
struct Chain {
    std::vector<std::vector<Step>> steps;

    [[nodiscard]] std::size_t size() const { return steps.size(); }
};

inline constexpr double without_end = std::numeric_limits<double>::infinity();

/// x = gain + P x, by blocks of states that lead to one another, each by elimination. In a block that nobody leaves, x
/// is 0 where it gains nothing, and without end where it gains something.
std::vector<double> expected_gain(const Chain& chain, const std::vector<double>& gain);

/// Chance of ever coming to one of the states marked, by state.
std::vector<double> chance_of(const Chain& chain, const std::vector<bool>& marked);

/// Expected weeks to the first of the states marked, of those who come there: 0 where nobody does.
///     t = g / h,   g = P g + sum over steps of chance * weeks * h,   h = chance_of(marked)
/// @param chance  h
std::vector<double> weeks_to(const Chain& chain, const std::vector<bool>& marked, const std::vector<double>& chance);

/// Expected number of times that each state is entered, the start counted: y = start + y P.
std::vector<double> visits(const Chain& chain, const std::vector<double>& start);

} // namespace meam::graph
