#pragma once
// The schedule of residents: the week in which each resident is stepped next, two bytes per resident. Weeks are stored
// in blocks of 64 residents, together with a lower bound of each block's minimum. A weekly step reads the bounds and
// opens only blocks with residents that are due. Residents with nothing due therefore cost almost nothing, and due
// residents are returned in order of their numbers.

#include "models/population/resident.hpp"
#include "sim/lanes.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace meam {

class EventSchedule {
public:
    static constexpr ResidentId block_size = 64;

    /// Adds residents up to this number. Nothing is scheduled for the new residents.
    void grow(std::size_t residents);
    /// The week in which the resident is stepped next; `never` if none is scheduled. Weeks are capped at `latest`: from
    /// that week on, every scheduled resident is due every week.
    [[nodiscard]] Week next(ResidentId id) const { return next_[id] == none ? never : next_[id]; }
    /// Schedules the next step of a resident. May be called from several threads if each sets only residents of its own
    /// blocks.
    void set(ResidentId id, Week week)
    {
        next_[id] = static_cast<std::int16_t>(std::min(week, latest));
        auto& least = least_[id / block_size];
        least = std::min(least, next_[id]);
    }
    /// Schedules a step in this week, unless an earlier one is scheduled.
    void expect(ResidentId id, Week week)
    {
        if (week < next(id)) {
            set(id, week);
        }
    }
    /// Removes a resident from the schedule.
    void unschedule(ResidentId id) { next_[id] = none; }

    /// Appends the residents in [first, end) that are due in `week` or earlier, in order. Each must be rescheduled or
    /// removed before the next call with a later week.
    /// @param first  a multiple of block_size
    void collect_due(ResidentId first, ResidentId end, Week week, std::vector<ResidentId>& due);

    static constexpr Week latest = 32766;

private:
    static constexpr std::int16_t none = 32767;

    std::vector<std::int16_t> next_;  ///< by resident, padded to whole blocks
    std::vector<std::int16_t> least_; ///< lower bound of the weeks of each block
};

} // namespace meam
