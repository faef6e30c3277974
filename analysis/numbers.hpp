#pragma once
// Numbers as text, the same under every locale.

#include <cstdint>
#include <string>

namespace meam::analysis {

/// The shortest text that reads back as the same number; "" for a number that is not finite.
std::string shortest(double value);

/// For people: four significant digits, never rounded left of the decimal point, thousands set apart: "12,346",
/// "3.142", "0.02000". Numbers below a millionth as "1.235e-07". "" for a number that is not finite.
std::string readable(double value);
std::string readable(std::int64_t value);

} // namespace meam::analysis
