#pragma once
// Attribution of a scenario's effect to its channels: the effect of each channel alone, as the last one added, and on
// average over all orders (Shapley value); and the interaction of each pair of channels.

#include "analysis/outcomes.hpp"
#include "analysis/shapley.hpp"
#include "analysis/statistics.hpp"
#include "analysis/tables.hpp"

#include <string>
#include <vector>

namespace meam::analysis {

/// Unit of worth: a millionth of the unit of the outcome. Outcomes are split as integers.
inline constexpr double worth_unit = 1e-6;

/// Simulated values of one outcome: its worth for each coalition of channels in each replicate.
struct Attributed {
    std::string outcome, label, unit;
    std::vector<std::vector<std::int64_t>> worth; ///< [complete replicate][coalition] [worth_unit]
};

/// Input of an attribution.
struct Attribution {
    std::string title, scenario, baseline;
    std::vector<std::string> channels; ///< names of the channels, the players
    ShapleyDesign design;
    Runs runs; ///< replicates, each complete for all coalitions
    std::vector<Attributed> outcomes;
};

/// Result for one channel and outcome.
struct ChannelShare {
    std::string channel;
    Estimate share;                            ///< Shapley value, over replicates
    std::optional<double> sampling_error = {}; ///< standard error from sampling orders; empty if exact
    std::optional<double> part = {}; ///< share of the total [%]; empty if the interval of the total includes 0
    Estimate alone = {}, last = {};  ///< this channel alone; all channels less all but this
};

/// Shares of one outcome.
struct OutcomeShares {
    std::string outcome, label, unit;
    Estimate total;                     ///< all channels less none
    std::vector<ChannelShare> channels; ///< largest share first
};

/// Shapley values and intervals of all outcomes.
std::vector<OutcomeShares> shares_of(const Attribution& attribution);

/// Effect of two channels without the others, and their interaction.
struct PairEffect {
    std::string first, second;
    Estimate together;
    Estimate beyond; ///< interaction: together, less each alone; with the sign of the effects if the channels reinforce
                     ///< each other
    bool significant = false; ///< `beyond` differs from 0 at 95 %, adjusted for all pairs (Bonferroni)
};

/// Pair effects of one outcome.
struct OutcomePairs {
    std::string outcome, label, unit;
    std::vector<PairEffect> pairs; ///< largest `beyond` first
};

/// @param attribution  of a design that includes all pairs
std::vector<OutcomePairs> pairs_of(const Attribution& attribution);

/// The shares as a table: one row per outcome and channel, with 95 % intervals.
Table table_of(const Attribution& attribution);
/// The pair effects as a table: one row per outcome and pair.
Table pairs_table_of(const Attribution& attribution);
/// The largest shares in sentences, for people.
std::string in_words(const Attribution& attribution);
/// The interactions that differ from 0 in sentences, for people.
std::string pairs_in_words(const Attribution& attribution);

} // namespace meam::analysis
