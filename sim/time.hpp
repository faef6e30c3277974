#pragma once

#include <cstdint>

namespace meam {

/// Weeks since the start of the warm-up [week]. An integer: the week is the only time step.
using Week = std::int32_t;

inline constexpr double days_per_year = 365.25;
inline constexpr double years_per_week = 7.0 / days_per_year; ///< length of the step [year]
inline constexpr double weeks_per_year = days_per_year / 7.0;

} // namespace meam
