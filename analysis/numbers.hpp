#pragma once
// Formats numbers as text, independent of the locale.

#include <cstdint>
#include <string>

namespace meam::analysis {

/// The shortest text that is read back as the same number; "" if the number is not finite.
std::string shortest(double value);

/// For people: four significant digits, integer part never rounded, with thousands separators: "12,346", "3.142",
/// "0.02000". Numbers below 1e-6 in scientific notation: "1.235e-07". "" if the number is not finite.
std::string readable(double value);
std::string readable(std::int64_t value);

} // namespace meam::analysis
