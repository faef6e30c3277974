#pragma once
// What the readers of numbers need to know of units beyond measure.hpp.

#include "sim/input/measure.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// `value` in the held unit; unchanged when `unit` is none of this dimension's. 21 days are exactly 3 weeks.
double to_held(Dimension dimension, std::string_view unit, double value);
/// Every unit a file may use, in the plural, the held one first: "weeks", "days"…
std::vector<std::string> unit_names(Dimension dimension);
/// "\"3 weeks\""
std::string with_held_unit(std::string_view number, Dimension dimension);
/// " (also 1/month, 1/week, 1/day)"; "" when there is one unit alone
std::string also(Dimension dimension);
/// "a duration"
std::string_view noun(Dimension dimension);
/// "0 or more", "1 to 520 [week]"; "" when there are none
std::string limits(const Measure& measure);

} // namespace meam::input
