#include "analysis/statistics.hpp"

#include "analysis/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace meam::analysis {
namespace {

constexpr double rounding = 1e-20; ///< a smaller share of the variance is the last bit of the numbers, not a spread

template <class Matches> std::optional<double> share_that(std::span<const double> values, Matches matches)
{
    if (values.empty()) {
        return std::nullopt;
    }
    return static_cast<double>(std::ranges::count_if(values, matches)) / static_cast<double>(values.size());
}

/// A number that is not finite (no wait, no resident at risk) is missing.
bool present(const Replicates& values, std::size_t replicate)
{
    return replicate < values.size() && values[replicate] && std::isfinite(*values[replicate]);
}

} // namespace

double mean(std::span<const double> values)
{
    if (values.empty()) {
        throw std::invalid_argument("no mean of nothing");
    }
    double result = 0.0;
    double count = 0.0;
    for (const double value : values) {
        result += (value - result) / ++count;
    }
    return result;
}

double variance(std::span<const double> values)
{
    if (values.size() < 2) {
        throw std::invalid_argument("a variance needs two values");
    }
    const double middle = mean(values);
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - middle) * (value - middle);
    }
    return sum / static_cast<double>(values.size() - 1);
}

namespace {

/// Mean ± t(n − 1) · s / √d
std::optional<Interval> about_the_mean(std::span<const double> values, double level, double (*d)(double n))
{
    if (values.size() < 2) {
        return std::nullopt;
    }
    const double n = static_cast<double>(values.size());
    const double middle = mean(values);
    const double half = student_t_quantile(0.5 * (1.0 + level), n - 1.0) * std::sqrt(variance(values) / d(n));
    return Interval{middle - half, middle + half};
}

} // namespace

std::optional<Interval> t_interval(std::span<const double> values, double level)
{
    return about_the_mean(values, level, [](double n) { return n; });
}

std::optional<Interval> prediction_interval(std::span<const double> values, double level)
{
    return about_the_mean(values, level, [](double n) { return n / (n + 1.0); });
}

Estimate estimate(const Replicates& values, double level)
{
    std::vector<double> complete;
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (present(values, r)) {
            complete.push_back(*values[r]);
        }
    }
    Estimate result{{complete.size(), values.size()}, std::nullopt, t_interval(complete, level)};
    if (!complete.empty()) {
        result.mean = mean(complete);
    }
    return result;
}

Estimate ratio_of_sums(std::span<const double> parts, std::span<const double> wholes, double level)
{
    if (parts.size() != wholes.size()) {
        throw std::invalid_argument("a ratio needs as many wholes as parts");
    }
    Estimate result;
    result.runs = {parts.size(), parts.size()};
    const double all = std::accumulate(wholes.begin(), wholes.end(), 0.0);
    if (!(all > 0.0)) {
        return result;
    }
    result.mean = std::accumulate(parts.begin(), parts.end(), 0.0) / all;
    const double a_run = all / static_cast<double>(wholes.size());
    std::vector<double> near;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        near.push_back(*result.mean + (parts[i] - *result.mean * wholes[i]) / a_run);
    }
    result.interval = t_interval(near, level);
    return result;
}

Estimate percent_change(std::span<const double> baseline, std::span<const double> differences, double level)
{
    const double sum = std::accumulate(baseline.begin(), baseline.end(), 0.0);
    std::vector<double> sizes(baseline.begin(), baseline.end());
    if (sum < 0.0) {
        std::ranges::transform(sizes, sizes.begin(), [](double value) { return -value; });
    }
    auto result = ratio_of_sums(differences, sizes, level);
    if (result.mean) {
        *result.mean *= 100.0;
    }
    if (result.interval) {
        result.interval->low *= 100.0;
        result.interval->high *= 100.0;
    }
    return result;
}

Paired paired(const Replicates& baseline, const Replicates& scenario, double level)
{
    Paired result;
    result.runs.planned = std::max(baseline.size(), scenario.size());
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t r = 0; r < result.runs.planned; ++r) {
        if (present(baseline, r) && present(scenario, r)) {
            a.push_back(*baseline[r]);
            b.push_back(*scenario[r]);
            result.differences.push_back(*scenario[r] - *baseline[r]);
        }
    }
    result.runs.complete = a.size();
    if (!a.empty()) {
        result.baseline = mean(a);
        result.scenario = mean(b);
        result.difference = mean(result.differences);
    }
    result.interval = t_interval(result.differences, level);
    result.change = percent_change(a, result.differences, level);
    result.change.runs = result.runs;
    result.variance_reduction = variance_reduction(a, b);
    return result;
}

std::optional<double> variance_reduction(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size()) {
        throw std::invalid_argument("pairs need two lists of one length");
    }
    if (a.size() < 2) {
        return std::nullopt;
    }
    std::vector<double> differences(a.size());
    std::ranges::transform(a, b, differences.begin(), [](double x, double y) { return x - y; });
    const double of_pairs = variance(differences);
    const double unpaired = variance(a) + variance(b);
    if (of_pairs <= rounding * unpaired) {
        return std::nullopt;
    }
    return unpaired / of_pairs;
}

std::optional<double> share_above_zero(std::span<const double> values)
{
    return share_that(values, [](double value) { return value > 0.0; });
}

std::optional<double> share_below_zero(std::span<const double> values)
{
    return share_that(values, [](double value) { return value < 0.0; });
}

} // namespace meam::analysis
