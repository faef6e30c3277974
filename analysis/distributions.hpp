#pragma once
// The two distributions that intervals rest on. Written here, so that no result hangs on a library's version.

namespace meam::analysis {

/// Regularised incomplete beta function I_x(a, b) [1].
/// @param a, b  shapes, above 0
/// @param x     0 ≤ x ≤ 1
/// @param rest  1 − x, given apart because the difference loses digits where x is near 1
/// @source      continued fraction of DLMF 8.17.22, summed by the modified Lentz method
double incomplete_beta(double a, double b, double x, double rest);

/// Probability that Student's t with `df` degrees of freedom is at most `t` [1].
double student_t_cdf(double t, double df);

/// The `t` below which Student's t falls with probability `p`; good to 1e-8.
/// @param p   0 < p < 1
/// @param df  degrees of freedom, 1 or more; need not be whole
/// @throws std::invalid_argument  outside these
double student_t_quantile(double p, double df);

/// Probability that a standard normal number is at most `z` [1]. Its inverse is meam::normal_quantile.
double normal_cdf(double z);

} // namespace meam::analysis
