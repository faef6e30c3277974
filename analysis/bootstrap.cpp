#include "analysis/bootstrap.hpp"

#include "analysis/distributions.hpp"
#include "sim/draws.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace meam::analysis {
namespace {

constexpr std::uint32_t resampling = name_hash("analysis.bootstrap");

/// Quantile of sorted values, by linear interpolation between neighbours.
double sorted_quantile(const std::vector<double>& sorted, double p)
{
    const double last = static_cast<double>(sorted.size() - 1);
    const double position = std::clamp(p * static_cast<double>(sorted.size() + 1) - 1.0, 0.0, last);
    const auto below = static_cast<std::size_t>(position);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// Acceleration of BCa: the rate of change of the standard error with the mean, a sixth of the skewness of the
/// jackknife values.
double acceleration(std::span<const double> values)
{
    const double middle = mean(values);
    double second = 0.0;
    double third = 0.0;
    for (const double value : values) {
        const double from_middle = value - middle;
        second += from_middle * from_middle;
        third += from_middle * from_middle * from_middle;
    }
    return second == 0.0 ? 0.0 : third / (6.0 * std::pow(second, 1.5));
}

/// Share of resampled means below the mean; ties count half. Kept above 0 and below 1, where the bias correction is
/// infinite.
double share_below(const std::vector<double>& sorted, double middle)
{
    // The same replicates in another order have the same mean, up to the rounding of their sum.
    const double rounding = 1e-9 * (sorted.back() - sorted.front());
    const auto first = std::ranges::lower_bound(sorted, middle - rounding);
    const auto last = std::ranges::upper_bound(sorted, middle + rounding);
    const double size = static_cast<double>(sorted.size());
    const double below = static_cast<double>(first - sorted.begin()) + 0.5 * static_cast<double>(last - first);
    return std::clamp(below / size, 0.5 / size, 1.0 - 0.5 / size);
}

} // namespace

Resamples::Resamples(std::size_t replicates, std::size_t resamples, std::uint32_t seed)
    : replicates_(replicates), chosen_(replicates * resamples)
{
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
        const Address address{.who = static_cast<std::uint32_t>(i / replicates),
                              .process = resampling,
                              .when = static_cast<std::uint32_t>(i % replicates),
                              .index = 0};
        const double place = uniform(Key{.seed = seed, .replicate = 0}, address) * static_cast<double>(replicates);
        chosen_[i] = std::min(static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(replicates - 1));
    }
}

std::optional<Interval> Resamples::interval(std::span<const double> values, double level) const
{
    if (values.size() != replicates_) {
        throw std::invalid_argument("these resamples are of another number of replicates");
    }
    if (values.size() < 2 || chosen_.empty()) {
        return std::nullopt;
    }
    if (std::ranges::all_of(values, [&](double value) { return value == values.front(); })) {
        return Interval{values.front(), values.front()};
    }
    std::vector<double> means(chosen_.size() / replicates_);
    for (std::size_t b = 0; b < means.size(); ++b) {
        double sum = 0.0;
        for (std::size_t r = 0; r < replicates_; ++r) {
            sum += values[chosen_[b * replicates_ + r]];
        }
        means[b] = sum / static_cast<double>(replicates_);
    }
    std::ranges::sort(means);

    const double bias = normal_quantile(share_below(means, mean(values)));
    const double speed = acceleration(values);
    const auto bound = [&](double p) {
        const double shifted = bias + normal_quantile(p);
        return sorted_quantile(means, normal_cdf(bias + shifted / (1.0 - speed * shifted)));
    };
    return Interval{bound(0.5 * (1.0 - level)), bound(0.5 * (1.0 + level))};
}

} // namespace meam::analysis
