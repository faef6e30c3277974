#pragma once
// When each resident is looked at next: two bytes for each, in blocks of 64 with the least week of a block kept apart.
// A week reads the least weeks, and opens only blocks in which somebody is due; so what sleeps costs next to nothing,
// and those who are due come in order of their numbers.

#include "models/resident.hpp"
#include "sim/lanes.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace meam {

class Agenda {
public:
    static constexpr ResidentId block_size = 64;

    /// Room for residents up to this number; of those added nobody is due.
    void grow(std::size_t residents);
    /// The week of the next look; a resident for whom none is planned has `never`. At most `latest`, from which on
    /// whoever is due at all is due in every week.
    [[nodiscard]] Week next(ResidentId id) const { return next_[id] == none ? never : next_[id]; }
    /// Looked at next in this week. From several threads, each for residents of blocks of its own.
    void set(ResidentId id, Week week)
    {
        next_[id] = static_cast<std::int16_t>(std::min(week, latest));
        auto& least = least_[id / block_size];
        least = std::min(least, next_[id]);
    }
    /// Looked at in this week, if not sooner.
    void expect(ResidentId id, Week week)
    {
        if (week < next(id)) {
            set(id, week);
        }
    }
    /// Never looked at again.
    void strike_out(ResidentId id) { next_[id] = none; }

    /// Appends the residents in [first, end) who are due by a week, in order. Each must be given another week, or be
    /// struck out, before this is asked of a later week.
    /// @param first  a multiple of block_size
    void call(ResidentId first, ResidentId end, Week week, std::vector<ResidentId>& due);

    static constexpr Week latest = 32766;

private:
    static constexpr std::int16_t none = 32767;

    std::vector<std::int16_t> next_;  ///< whole blocks
    std::vector<std::int16_t> least_; ///< of each block; a lower bound
};

} // namespace meam
