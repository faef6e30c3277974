#pragma once
// A scenario's effect split among the channels of integration: what each carries, alone, last, and on average over all
// orders; and what every two do beyond the sum of both.

#include "analysis/outcomes.hpp"
#include "analysis/shapley.hpp"
#include "analysis/statistics.hpp"
#include "analysis/tables.hpp"

#include <string>
#include <vector>

namespace meam::analysis {

/// Outcomes are split in whole numbers of this: a millionth of their unit.
inline constexpr double worth_unit = 1e-6;

/// What was run: one outcome's worth of every coalition of channels in every replicate.
struct Attributed {
    std::string outcome, label, unit;
    std::vector<std::vector<std::int64_t>> worth; ///< [complete replicate][coalition] [worth_unit]
};

struct Attribution {
    std::string title, scenario, baseline;
    std::vector<std::string> channels; ///< the players, by name
    ShapleyDesign design;
    Runs runs; ///< replicates: of each all coalitions
    std::vector<Attributed> outcomes;
};

struct ChannelShare {
    std::string channel;
    Estimate share;                            ///< over replicates
    std::optional<double> sampling_error = {}; ///< of the mean, from the orders drawn; empty where all were
    std::optional<double> part = {};           ///< of the total [%]; empty where the total may be nothing
    Estimate alone = {}, last = {};            ///< this channel alone; all against all but this
};

struct OutcomeShares {
    std::string outcome, label, unit;
    Estimate total;                     ///< everybody against nobody
    std::vector<ChannelShare> channels; ///< largest first
};

std::vector<OutcomeShares> shares_of(const Attribution& attribution);

/// Two channels without any other, beside each by itself.
struct PairEffect {
    std::string first, second;
    Estimate together;
    Estimate beyond; ///< together, less each alone: of their own sign where they need each other, against it where they
                     ///< do the same
    bool told_from_nothing = false; ///< `beyond`, with all pairs asked at once (Bonferroni), 95 %
};

struct OutcomePairs {
    std::string outcome, label, unit;
    std::vector<PairEffect> pairs; ///< largest `beyond` first
};

/// @param attribution  of a design that asks for pairs
std::vector<OutcomePairs> pairs_of(const Attribution& attribution);

Table table_of(const Attribution& attribution);
Table pairs_table_of(const Attribution& attribution);
std::string in_words(const Attribution& attribution);
std::string pairs_in_words(const Attribution& attribution);

} // namespace meam::analysis
