#pragma once
// Distribution functions for intervals: Student's t and normal. Implemented here, so that results do not depend on the
// version of a library.

namespace meam::analysis {

/// Regularised incomplete beta function I_x(a, b) [1].
/// @param a, b  shapes, above 0
/// @param x     0 ≤ x ≤ 1
/// @param rest  1 − x; given separately, because the difference loses digits for x near 1
/// @source      continued fraction of DLMF 8.17.22, summed by the modified Lentz method
double incomplete_beta(double a, double b, double x, double rest);

/// P(T <= t) for Student's t with `df` degrees of freedom [1].
double student_t_cdf(double t, double df);

/// Quantile of Student's t at probability `p`; accurate to 1e-8.
/// @param p   0 < p < 1
/// @param df  degrees of freedom, 1 or more; need not be an integer
/// @throws std::invalid_argument  if p or df is out of range
double student_t_quantile(double p, double df);

/// P(Z <= z) for a standard normal Z [1]. Inverse of meam::normal_quantile.
double normal_cdf(double z);

} // namespace meam::analysis
