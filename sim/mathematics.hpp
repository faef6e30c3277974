#pragma once
// Transcendental functions whose values can affect results. They use + - * /, comparisons and sqrt only, so that g++,
// clang, -O0, -O3 and WebAssembly give the same bits. IEEE 754 defines sqrt exactly, so the standard library's is used.

namespace meam {

/// e^x, error below one unit in the last place. 0 below -708.396, where the result would be subnormal; infinity above
/// 709.78.
double exponential(double x);

/// Natural logarithm of x > 0, error below one unit in the last place. -infinity for 0, NaN below 0.
double logarithm(double x);

/// base^exponent for base > 0. Exactly base for exponent 1 and exactly 1 for exponent 0.
double power(double base, double exponent);

/// base^n for integer n, by repeated multiplication.
double whole_power(double base, int n);

/// Quantile of the standard normal distribution, 0 < p < 1, relative error below 1.2e-9.
/// @source P. J. Acklam's rational approximation (2003)
double normal_quantile(double p);

} // namespace meam
