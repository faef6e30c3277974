#include "sim/mathematics.hpp"

#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace meam;

namespace {

/// Distance from the true value, in units of its last place. `truth` comes from the standard library in long double: on
/// the machines we test on that has 11 bits more.
double units_off(double value, long double truth)
{
    const auto nearest = std::fabs(static_cast<double>(truth));
    const double unit = std::nextafter(nearest, std::numeric_limits<double>::infinity()) - nearest;
    return static_cast<double>(std::fabs(static_cast<long double>(value) - truth) / unit);
}

/// The same numbers between low and high every time.
double between(double low, double high, std::uint32_t i)
{
    return low + (high - low) * uniform({1, 1}, {i, 0, 0, 0});
}

} // namespace

TEST_CASE("exponential is within one unit in the last place", "[sim][mathematics]")
{
    double worst = 0.0;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        for (const double width : {0.5, 20.0, 700.0}) {
            const double x = between(-width, width, i);
            worst = std::max(worst, units_off(exponential(x), std::exp(static_cast<long double>(x))));
        }
    }
    CHECK(worst < 1.0);
}

TEST_CASE("exponential has the published values", "[sim][mathematics]")
{
    CHECK(exponential(0.0) == 1.0);
    CHECK(exponential(1.0) == Approx(2.718281828459045).epsilon(1e-15));    // e
    CHECK(exponential(-1.0) == Approx(0.36787944117144233).epsilon(1e-15)); // 1/e
    CHECK(exponential(std::log(2.0)) == Approx(2.0).epsilon(1e-15));
    CHECK(exponential(1e-300) == 1.0);
    CHECK(exponential(1000.0) == std::numeric_limits<double>::infinity());
    CHECK(exponential(-1000.0) == 0.0);
    CHECK(std::isnan(exponential(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("exponential reaches to the ends of the doubles that are not subnormal", "[sim][mathematics]")
{
    // the smallest normal double is 2^-1022 = exp(-708.396)
    for (const double x : {709.78, 709.0, -707.99, -708.2, -708.39}) {
        INFO("exp(" << x << ")");
        CHECK(units_off(exponential(x), std::exp(static_cast<long double>(x))) < 1.0);
    }
}

TEST_CASE("logarithm is within one unit in the last place", "[sim][mathematics]")
{
    double worst = 0.0;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        for (const double x : {between(0.0, 1.0, i), between(0.5, 2.0, i), std::exp(between(-700.0, 700.0, i))}) {
            worst = std::max(worst, units_off(logarithm(x), std::log(static_cast<long double>(x))));
        }
    }
    CHECK(worst < 1.0);
}

TEST_CASE("logarithm has the published values", "[sim][mathematics]")
{
    CHECK(logarithm(1.0) == 0.0);
    CHECK(logarithm(2.0) == Approx(0.6931471805599453).epsilon(1e-15));
    CHECK(logarithm(10.0) == Approx(2.302585092994046).epsilon(1e-15));
    CHECK(logarithm(5e-324) == Approx(-744.4400719213812).epsilon(1e-15)); // the smallest subnormal
    CHECK(logarithm(0.0) == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(logarithm(-1.0)));
    CHECK(logarithm(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}

TEST_CASE("a power is right to as many units as its logarithm is long", "[sim][mathematics]")
{
    // b^e = exp(e log b): one rounding of e log b, relative 2^-53, and one unit of log are carried into the exponent,
    // so that up to 1.5 |e log b| + 1 units are lost
    double worst = 0.0;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const double b = std::exp(between(-8.0, 8.0, i));
        const double e = between(-3.0, 3.0, i + 1'000'000);
        const double allowed = 1.5 * std::fabs(e * std::log(b)) + 1.0;
        worst =
            std::max(worst, units_off(power(b, e), std::pow(static_cast<long double>(b), static_cast<long double>(e))) /
                                allowed);
    }
    CHECK(worst < 1.0);
}

TEST_CASE("a power of exponent 1 is the base and of exponent 0 is 1, to the bit", "[sim][mathematics]")
{
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        const double b = between(0.0, 100.0, i);
        CHECK(power(b, 1.0) == b);
        CHECK(power(b, 0.0) == 1.0);
    }
}

TEST_CASE("whole powers are products", "[sim][mathematics]")
{
    CHECK(whole_power(3.0, 4) == 81.0);
    CHECK(whole_power(3.0, 0) == 1.0);
    CHECK(whole_power(2.0, -3) == 0.125);
    CHECK(whole_power(1.0, 15) == 1.0);
}

TEST_CASE("the normal quantile has the published values, to a relative 1.2e-9", "[sim][mathematics]")
{
    // e.g. Wichura 1988 (AS 241): z(0.25) = -0.6744897501960817, z(0.001) = -3.090232306167814, z(1e-20) =
    // -9.262340089798408
    CHECK(normal_quantile(0.5) == 0.0);
    CHECK(normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1.2e-9));
    CHECK(normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(1.2e-9));
    CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1.2e-9));
    CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1.2e-9));
    CHECK(normal_quantile(0.999) == Approx(3.090232306167814).epsilon(1.2e-9));
}

TEST_CASE("the normal quantile undoes the normal distribution", "[sim][mathematics]")
{
    // dp = phi(z) dz, with dz = 1.2e-9 |z|
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        const double p = between(1e-9, 1.0 - 1e-9, i);
        const double z = normal_quantile(p);
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * 3.141592653589793);
        CHECK(0.5 * std::erfc(-z / std::sqrt(2.0)) ==
              Approx(p).epsilon(0).margin(1.2e-9 * std::fabs(z) * density + 1e-15));
    }
}
