#pragma once
// Conversion and names of units, for the readers of numbers. See also measure.hpp.

#include "sim/input/measure.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// Converts `value` to the stored unit of the dimension; returns it unchanged if `unit` is unknown there. 21 days are
/// exactly 3 weeks.
double to_held(Dimension dimension, std::string_view unit, double value);
/// All units allowed in a file, in the plural, the stored unit first: "weeks", "days"…
std::vector<std::string> unit_names(Dimension dimension);
/// The number with its stored unit, in quotes: "\"3 weeks\"".
std::string with_held_unit(std::string_view number, Dimension dimension);
/// Other units allowed, for a message: " (also 1/month, 1/week, 1/day)"; "" if there is only one unit.
std::string also(Dimension dimension);
/// Name of the dimension, for a message: "a duration".
std::string_view noun(Dimension dimension);
/// Limits of a measure, for a message: "0 or more", "1 to 520 [week]"; "" if there are none.
std::string limits(const Measure& measure);

} // namespace meam::input
