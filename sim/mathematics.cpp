#include "sim/mathematics.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace meam {
namespace {

constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

/// x * 2^n, for results in the normal range.
double scaled(double x, int n)
{
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) + (static_cast<std::uint64_t>(n) << 52));
}

} // namespace

double exponential(double x)
{
    // Algorithm of fdlibm's e_exp.c: x = k ln2 + r, |r| <= ln2/2, rational approximation of e^r.
    if (std::isnan(x)) {
        return x;
    }
    if (x > 709.782712893383973096) {
        return std::numeric_limits<double>::infinity();
    }
    if (x < -708.396) { // subnormal results are rounded to 0
        return 0.0;
    }
    const double shifted = x * 1.44269504088896338700;
    const int k = static_cast<int>(shifted + (x < 0 ? -0.5 : 0.5));
    const double high = x - k * ln2_high;
    const double low = k * ln2_low;
    const double r = high - low;
    const double t = r * r;
    const double c = r - t * (1.66666666666666019037e-01 +
                              t * (-2.77777777770155933842e-03 +
                                   t * (6.61375632143793436117e-05 +
                                        t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    if (k == 0) {
        return 1.0 - ((r * c) / (c - 2.0) - r);
    }
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    if (k == 1024) {
        return scaled(y, 1023) * 2.0;
    }
    return scaled(y, k);
}

double logarithm(double x)
{
    // Algorithm of fdlibm's e_log.c: x = 2^k (1+f), sqrt(2)/2 < 1+f < sqrt(2).
    if (!(x > 0.0)) {
        return x == 0.0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    }
    if (std::isinf(x)) {
        return x;
    }
    int k = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        k = -54;
    }
    const auto bits = std::bit_cast<std::uint64_t>(x);
    std::uint32_t high = static_cast<std::uint32_t>(bits >> 32);
    k += static_cast<int>(high >> 20) - 1023;
    high &= 0x000fffff;
    const std::uint32_t i = (high + 0x95f64) & 0x100000;
    const std::uint64_t mantissa = (std::uint64_t{high | (i ^ 0x3ff00000)} << 32) | (bits & 0xffffffffU);
    k += static_cast<int>(i >> 20);
    const double f = std::bit_cast<double>(mantissa) - 1.0;
    const double dk = k;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double t2 =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double r = t2 + t1;
    const double half_square = 0.5 * f * f;
    return dk * ln2_high - ((half_square - (s * (half_square + r) + dk * ln2_low)) - f);
}

double power(double base, double exponent)
{
    if (exponent == 0.0) {
        return 1.0;
    }
    if (exponent == 1.0) {
        return base;
    }
    return exponential(exponent * logarithm(base));
}

double whole_power(double base, int n)
{
    double result = 1.0;
    for (int i = 0; i < (n < 0 ? -n : n); ++i) {
        result *= base;
    }
    return n < 0 ? 1.0 / result : result;
}

double normal_quantile(double p)
{
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
    constexpr double edge = 0.02425;
    const auto tail = [&](double q) {
        return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
               ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
    };
    if (p < edge) {
        return tail(std::sqrt(-2.0 * logarithm(p)));
    }
    if (p > 1.0 - edge) {
        return -tail(std::sqrt(-2.0 * logarithm(1.0 - p)));
    }
    const double q = p - 0.5;
    const double r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
}

} // namespace meam
