#pragma once
// Intervals that assume no shape: the replicates drawn again and again from themselves.

#include "analysis/statistics.hpp"

#include <cstdint>

namespace meam::analysis {

inline constexpr std::size_t usual_resamples = 2'000;

/// Which replicates each resample holds. Every draw has an address, so one size and seed give one interval, on any
/// machine and in any order; made once, it serves every outcome with that many replicates.
class Resamples {
public:
    explicit Resamples(std::size_t replicates, std::size_t resamples = usual_resamples, std::uint32_t seed = 1);

    /// Bias-corrected and accelerated (BCa) interval of the mean. Like every bootstrap it is too narrow for few
    /// replicates: near 0.92 instead of 0.95 with 15 of them. Empty for fewer than two values.
    /// @source  Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 14.3
    /// @throws std::invalid_argument  unless there is one value per replicate
    [[nodiscard]] std::optional<Interval> interval(std::span<const double> values, double level = usual_level) const;

private:
    std::size_t replicates_;
    std::vector<std::uint32_t> chosen_; ///< [resample, replicate]
};

} // namespace meam::analysis
