#pragma once
// Counts of service events in a week.

#include "models/observation/tally.hpp"

#include <cstdint>
#include <span>

namespace meam {

/// Sum of these events at these services in one row of the tallies; `at` empty: at all services.
std::int64_t desk_events(const TallyLayout& layout, std::span<const Event> events, std::span<const ServiceId> at,
                         std::span<const std::int32_t> row);

} // namespace meam
