#include "analysis/distributions.hpp"

#include "sim/mathematics.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace meam::analysis {
namespace {

constexpr double precise = std::numeric_limits<double>::epsilon();
constexpr double tiny = std::numeric_limits<double>::min() / precise;

double away_from_zero(double value)
{
    return std::abs(value) < tiny ? tiny : value;
}

/// Continued fraction of the incomplete beta function. Converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x)
{
    double c = 1.0;
    double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    double result = d;
    for (int m = 1; m < 100'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        result *= c * d;
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        result *= c * d;
        if (std::abs(c * d - 1.0) < 2.0 * precise) {
            break;
        }
    }
    return result;
}

/// P(T > |t|), one-sided. Accurate in relative terms far in the tail.
double upper_tail(double t, double df)
{
    const double square = t * t;
    return 0.5 * incomplete_beta(0.5 * df, 0.5, df / (df + square), square / (df + square));
}

double student_t_density(double t, double df)
{
    const double scale = std::lgamma(0.5 * (df + 1.0)) - std::lgamma(0.5 * df) - 0.5 * std::log(df * std::numbers::pi);
    return std::exp(scale - 0.5 * (df + 1.0) * std::log1p(t * t / df));
}

/// For very large df: expansion in 1/df (Abramowitz and Stegun 26.7.5), with the next term below 1e-12.
double nearly_normal_quantile(double p, double df)
{
    const double z = normal_quantile(p);
    return z + z * (z * z + 1.0) / (4.0 * df);
}

} // namespace

double incomplete_beta(double a, double b, double x, double rest)
{
    if (x <= 0.0) {
        return 0.0;
    }
    if (rest <= 0.0) {
        return 1.0;
    }
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log(rest));
    if (x < (a + 1.0) / (a + b + 2.0)) {
        return front * beta_fraction(a, b, x) / a;
    }
    return 1.0 - front * beta_fraction(b, a, rest) / b;
}

double student_t_cdf(double t, double df)
{
    return t < 0.0 ? upper_tail(t, df) : 1.0 - upper_tail(t, df);
}

double student_t_quantile(double p, double df)
{
    if (!(p > 0.0 && p < 1.0 && df >= 1.0)) {
        throw std::invalid_argument("a t quantile needs 0 < p < 1 and at least one degree of freedom");
    }
    if (p == 0.5) {
        return 0.0;
    }
    if (p < 0.5) {
        return -student_t_quantile(1.0 - p, df);
    }
    if (df > 1e6) {
        return nearly_normal_quantile(p, df);
    }
    const double tail = 1.0 - p;
    double low = 0.0;
    double high = 2.0;
    while (upper_tail(high, df) > tail) {
        low = high;
        high *= 2.0;
    }
    double t = 0.5 * (low + high);
    for (int i = 0; i < 200; ++i) { // Newton's method; bisects where a step leaves the bracket
        const double excess = upper_tail(t, df) - tail;
        (excess > 0.0 ? low : high) = t;
        double next = t + excess / student_t_density(t, df);
        next = next > low && next < high ? next : 0.5 * (low + high);
        const bool settled = std::abs(next - t) <= 1e-14 * t;
        t = next;
        if (settled) {
            break;
        }
    }
    return t;
}

double normal_cdf(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

} // namespace meam::analysis
