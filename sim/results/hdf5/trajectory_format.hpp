#pragma once
// Format of trajectories: one file with all changes of residents, one dataset per attribute.
//
//     /unit/<point>_<scenario>_<replicate>/
//         week, resident, kind, detail  (change)     sorted by week, then resident, then order of writing
//         offset                        (week_edge)  changes before this week: week w is offset[w] to offset[w+1]
//         weeks_since                   (change)     by resident, in order of time: weeks since the previous change,
//                                                    or since week 0
//         who, who_first, who_count     (who)        resident number, first element in weeks_since, number of elements

#include "sim/results/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace meam::results {

/// One change of one resident.
struct Change {
    std::int32_t week;
    std::int32_t resident;
    std::int16_t kind;   ///< index in the list of kinds
    std::int32_t detail; ///< meaning depends on the kind
    auto operator<=>(const Change&) const = default;
};

/// The header of a trajectories file.
struct TrajectoryHead {
    std::string experiment;
    std::string experiment_digest;
    std::vector<std::string> kinds; ///< labels: [A-Za-z0-9_.+@-], as CF requires for flag_meanings
    std::int32_t weeks = 0;         ///< changes have weeks 0 … weeks - 1
};

/// Version of the file format, in the root attribute `trajectories_version`.
inline constexpr std::int32_t trajectory_format_version = 2;

/// Name of the group that contains the changes of a run.
inline std::string trajectory_group(const UnitId& id)
{
    return std::to_string(id.point) + "_" + std::to_string(id.scenario) + "_" + std::to_string(id.replicate);
}

} // namespace meam::results
