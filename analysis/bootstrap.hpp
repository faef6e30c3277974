#pragma once
// Bootstrap intervals, which assume no distribution: replicates are resampled with replacement.

#include "analysis/statistics.hpp"

#include <cstdint>

namespace meam::analysis {

/// Default number of resamples.
inline constexpr std::size_t usual_resamples = 2'000;

/// The replicates in each resample. Draws are addressed: equal size and seed give equal intervals on every machine. One
/// object serves all outcomes with the same number of replicates.
class Resamples {
public:
    /// @param replicates  number of values
    /// @param resamples   number of resamples
    explicit Resamples(std::size_t replicates, std::size_t resamples = usual_resamples, std::uint32_t seed = 1);

    /// Bias-corrected and accelerated (BCa) interval of the mean; empty for fewer than two values. Too narrow for few
    /// replicates: with 15 values, a nominal 95 % interval covers about 92 %.
    /// @source  Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 14.3
    /// @throws std::invalid_argument  if the number of values differs from `replicates`
    [[nodiscard]] std::optional<Interval> interval(std::span<const double> values, double level = usual_level) const;

private:
    std::size_t replicates_;
    std::vector<std::uint32_t> chosen_; ///< [resample, replicate]
};

} // namespace meam::analysis
