#pragma once
// The transcendental functions that may reach a result. Our own, from + - * / and comparisons alone, so that g++,
// clang, -O0, -O3 and WebAssembly give the same bits (sqrt is exact in IEEE 754 and may come from the standard
// library).

namespace meam {

/// e^x, error below one unit in the last place; 0 below -708.396 (where it is not a normal number), infinity above
/// 709.78.
double exponential(double x);

/// Natural logarithm of x > 0, error below one unit in the last place.
double logarithm(double x);

/// base^exponent for base > 0; exactly base for exponent 1, exactly 1 for exponent 0.
double power(double base, double exponent);

/// base^n for whole n, by repeated multiplication.
double whole_power(double base, int n);

/// Quantile of the standard normal distribution, 0 < p < 1, relative error below 1.2e-9.
/// @source P. J. Acklam's rational approximation (2003)
double normal_quantile(double p);

} // namespace meam
