#pragma once
// What happened at desks in a week, added up.

#include "models/observation/tally.hpp"

#include <cstdint>
#include <span>

namespace meam {

/// Events of these kinds at these services' desks; `at` empty: at any.
std::int64_t desk_events(const TallyLayout& layout, std::span<const Event> events, std::span<const ServiceId> at,
                         std::span<const std::int32_t> row);

} // namespace meam
