#pragma once
// What happened to each resident, in a file of its own: changes only, one dataset per attribute.
//
//     /unit/<point>_<scenario>_<replicate>/
//         week, resident, kind, detail  (change)     sorted by week, then resident, then as put
//         offset                        (week_edge)  changes before this week; so week w is offset[w] up to offset[w+1]
//         weeks_since                   (change)     resident by resident, each in the order of time: weeks since the
//                                                    change before, or since week 0
//         who_first, who_count          (who)        of this resident, in weeks_since; `who` holds their numbers

#include "sim/results/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace meam::results {

struct Change {
    std::int32_t week;
    std::int32_t resident;
    std::int16_t kind;   ///< place in the list of kinds
    std::int32_t detail; ///< what it means depends on the kind
    auto operator<=>(const Change&) const = default;
};

/// What a file of trajectories says of itself.
struct TrajectoryHead {
    std::string experiment;
    std::string experiment_digest;
    std::vector<std::string> kinds; ///< labels: [A-Za-z0-9_.+@-], as CF wants flag_meanings
    std::int32_t weeks = 0;         ///< changes lie in weeks 0 … weeks - 1
};

inline constexpr std::int32_t trajectory_format_version = 2;

/// Name of the group that holds a run's changes.
inline std::string trajectory_group(const UnitId& id)
{
    return std::to_string(id.point) + "_" + std::to_string(id.scenario) + "_" + std::to_string(id.replicate);
}

} // namespace meam::results
