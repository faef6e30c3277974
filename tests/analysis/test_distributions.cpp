#include "analysis/distributions.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <stdexcept>

using namespace meam::analysis;

TEST_CASE("student's t: quantiles are those of the printed tables", "[analysis]")
{
    // Abramowitz and Stegun, table 26.10, and any textbook: three decimals
    CHECK(student_t_quantile(0.975, 1) == Approx(12.706).margin(5e-4));
    CHECK(student_t_quantile(0.975, 5) == Approx(2.571).margin(5e-4));
    CHECK(student_t_quantile(0.975, 10) == Approx(2.228).margin(5e-4));
    CHECK(student_t_quantile(0.975, 30) == Approx(2.042).margin(5e-4));
    CHECK(student_t_quantile(0.995, 9) == Approx(3.250).margin(5e-4));
    CHECK(student_t_quantile(0.9995, 120) == Approx(3.373).margin(5e-4));
}

TEST_CASE("student's t: quantiles are right to 1e-8", "[analysis]")
{
    // from the incomplete beta function in forty digits
    const double margin = 1e-8;
    CHECK(student_t_quantile(0.975, 5) == Approx(2.5705818356363).margin(margin).epsilon(0));
    CHECK(student_t_quantile(0.975, 30) == Approx(2.0422724563012).margin(margin).epsilon(0));
    CHECK(student_t_quantile(0.995, 99) == Approx(2.6264054572808).margin(margin).epsilon(0));
    CHECK(student_t_quantile(0.9995, 1) == Approx(636.6192487688).margin(margin).epsilon(0));
    CHECK(student_t_quantile(0.9995, 1000) == Approx(3.3002826484239).margin(margin).epsilon(0));
    CHECK(student_t_quantile(0.975, 100'000) == Approx(1.9599877075346).margin(margin).epsilon(0));
}

TEST_CASE("student's t: with one and two degrees of freedom the closed forms hold", "[analysis]")
{
    for (const double p : {0.001, 0.1, 0.4, 0.6, 0.9, 0.999}) {
        CAPTURE(p);
        CHECK(student_t_quantile(p, 1) == Approx(std::tan(std::numbers::pi * (p - 0.5))).epsilon(1e-9));
        CHECK(student_t_quantile(p, 2) == Approx((2 * p - 1) * std::sqrt(2 / (4 * p * (1 - p)))).epsilon(1e-9));
    }
}

TEST_CASE("student's t: quantile and probability undo each other, and the two halves mirror", "[analysis]")
{
    for (const double df : {1.0, 2.5, 7.0, 400.0}) {
        for (const double p : {0.005, 0.2, 0.5, 0.7, 0.99}) {
            CAPTURE(df, p);
            CHECK(student_t_cdf(student_t_quantile(p, df), df) == Approx(p).epsilon(1e-10));
            CHECK(student_t_quantile(p, df) == Approx(-student_t_quantile(1 - p, df)).epsilon(1e-9));
        }
    }
    CHECK(student_t_quantile(0.5, 3) == 0.0);
}

TEST_CASE("student's t: nothing jumps where it hands over to the normal distribution", "[analysis]")
{
    CHECK(student_t_quantile(0.975, 1.000001e6) == Approx(student_t_quantile(0.975, 0.999999e6)).epsilon(1e-8));
    CHECK(student_t_quantile(0.975, 1e12) == Approx(1.959963984540).epsilon(1e-8));
}

TEST_CASE("student's t: a quantile of no probability, or without a degree of freedom, is a mistake", "[analysis]")
{
    CHECK_THROWS_AS(student_t_quantile(0.0, 5), std::invalid_argument);
    CHECK_THROWS_AS(student_t_quantile(1.0, 5), std::invalid_argument);
    CHECK_THROWS_AS(student_t_quantile(0.975, 0), std::invalid_argument);
    CHECK_THROWS_AS(student_t_quantile(std::nan(""), 5), std::invalid_argument);
}

TEST_CASE("incomplete beta: whole shapes give binomial probabilities", "[analysis]")
{
    // I_x(a, b) = P(Binomial(a + b - 1, x) >= a); x = 1/4, a = 2, b = 3: 1 - (81 + 108) / 256
    CHECK(incomplete_beta(2, 3, 0.25, 0.75) == Approx(67.0 / 256.0).epsilon(1e-14));
    CHECK(incomplete_beta(2, 3, 0.0, 1.0) == 0.0);
    CHECK(incomplete_beta(2, 3, 1.0, 0.0) == 1.0);
}
