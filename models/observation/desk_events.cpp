#include "models/observation/desk_events.hpp"

#include <algorithm>

namespace meam {

std::int64_t desk_events(const TallyLayout& layout, std::span<const Event> events, std::span<const ServiceId> at,
                         std::span<const std::int32_t> row)
{
    std::int64_t sum = 0;
    for (ServiceId service = 0; service < static_cast<ServiceId>(layout.service_count); ++service) {
        if (at.empty() || std::ranges::find(at, service) != at.end()) {
            for (const Event event : events) {
                sum += row[layout.desk_cell(service, event)];
            }
        }
    }
    return sum;
}

} // namespace meam
