#include "models/state/event_schedule.hpp"

#include <bit>

namespace meam {

void EventSchedule::grow(std::size_t residents)
{
    const auto blocks = (residents + block_size - 1) / block_size;
    next_.resize(blocks * block_size, none);
    least_.resize(blocks, none);
}

void EventSchedule::collect_due(ResidentId first, ResidentId end, Week week, std::vector<ResidentId>& due)
{
    const auto limit = static_cast<std::int16_t>(std::min(week, latest));
    for (ResidentId b = first / block_size; b * block_size < end; ++b) {
        if (least_[b] > limit) {
            continue;
        }
        const auto* weeks = next_.data() + std::size_t{b} * block_size;
        std::int16_t least = none; // minimum over the residents that are not due
        for (ResidentId k = 0; k < block_size; ++k) {
            least = std::min(least, weeks[k] <= limit ? none : weeks[k]);
        }
        least_[b] = least;
        for (ResidentId k = 0; k < block_size; k += lanes::count) {
            for (auto left = lanes::at_most(weeks + k, limit); left != 0; left &= left - 1) {
                due.push_back(b * block_size + k + static_cast<ResidentId>(std::countr_zero(left)));
            }
        }
    }
}

} // namespace meam
