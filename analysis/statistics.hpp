#pragma once
// From one number per replicate to means, differences and intervals. A replicate that is missing stays visible.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace meam::analysis {

inline constexpr double usual_level = 0.95; ///< of every interval, unless the caller asks for another [1]

inline constexpr double few_people_or_events = 30.0; ///< fewer give no percentage

/// One number per planned replicate, by its number; empty where the run is missing or has no such number.
using Replicates = std::vector<std::optional<double>>;

/// Share of the planned runs behind a number. Printed beside every mean.
struct Runs {
    std::size_t complete = 0;
    std::size_t planned = 0;
    bool operator==(const Runs&) const = default;
};

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Exact where all values are equal, so that a scenario that changes nothing differs by exactly zero.
/// @throws std::invalid_argument  when there are no values
double mean(std::span<const double> values);

/// Sample variance, divisor n − 1. @throws std::invalid_argument  for fewer than two values
double variance(std::span<const double> values);

/// Mean ± t(n − 1) · s / √n. Empty for fewer than two values.
std::optional<Interval> t_interval(std::span<const double> values, double level = usual_level);

/// Where one more value of the same kind falls: mean ± t(n − 1) · s · √(1 + 1/n). Not an interval of the mean: it does
/// not shrink to nothing with more values. Rests on values that are roughly normal. Empty for fewer than two.
std::optional<Interval> prediction_interval(std::span<const double> values, double level = usual_level);

struct Estimate {
    Runs runs;
    std::optional<double> mean; ///< over the complete replicates
    std::optional<Interval> interval;
};

Estimate estimate(const Replicates& values, double level = usual_level);

/// Σ parts / Σ wholes, such as crises a person-year, with the interval of a ratio of sums: Student t of its residuals.
/// Empty where the wholes come to nothing. @throws std::invalid_argument  where the two are not as many
Estimate ratio_of_sums(std::span<const double> parts, std::span<const double> wholes, double level = usual_level);

/// Change in per cent: 100 × Σ differences / |Σ baseline|, a ratio of means, with the interval of a ratio of sums
/// (delta method). The one definition of "change %". Empty where the baseline comes to nothing.
Estimate percent_change(std::span<const double> baseline, std::span<const double> differences,
                        double level = usual_level);

/// Two scenarios compared replicate by replicate. The means are of the complete pairs alone, so that
/// scenario − baseline = difference also where runs are missing.
struct Paired {
    Runs runs; ///< pairs
    std::optional<double> baseline;
    std::optional<double> scenario;
    std::optional<double> difference; ///< scenario − baseline
    std::optional<Interval> interval; ///< Student t, of the difference
    Estimate change;                  ///< [%], of the baseline
    std::optional<double> variance_reduction;
    std::vector<double> differences; ///< one per complete pair, in the order of replicates
};

/// Pairs run over the planned replicates: the longer of the two lists.
Paired paired(const Replicates& baseline, const Replicates& scenario, double level = usual_level);

/// How many times more replicates unpaired runs would need for the same interval:
///
///     (var a + var b) / var(a − b)
///
/// Empty for fewer than two pairs, and where every pair differs by the same amount.
std::optional<double> variance_reduction(std::span<const double> a, std::span<const double> b);

/// Share of values above (below) zero [1]. Empty without values. A difference of exactly zero is neither.
std::optional<double> share_above_zero(std::span<const double> values);
std::optional<double> share_below_zero(std::span<const double> values);

} // namespace meam::analysis
