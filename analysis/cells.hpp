#pragma once
// Table cells from estimates. Unknown values give empty cells.

#include "analysis/statistics.hpp"
#include "analysis/tables.hpp"

namespace meam::analysis {

inline Cell low(const std::optional<Interval>& interval)
{
    return interval ? Cell{interval->low} : Cell{};
}

inline Cell high(const std::optional<Interval>& interval)
{
    return interval ? Cell{interval->high} : Cell{};
}

inline Cell count(std::size_t number)
{
    return static_cast<std::int64_t>(number);
}

} // namespace meam::analysis
