#pragma once
// Ranges of uncertain numbers.

#include "sim/input/number.hpp"
#include "sim/input/provenance.hpp"

#include <optional>

namespace meam::input {

/// The range of an uncertain number.
struct Range {
    std::optional<double> low; ///< both set or both unset, in the stored unit
    std::optional<double> high;
};

/// Lower and upper factor on each element of an array.
struct Factors {
    double low = 1;
    double high = 1;
};

/// The spread that applies to a number. The spread of a table applies to assumed numbers only; the spread of the
/// number's own record always applies.
std::optional<double> spread_of(const Said& said, const Node* record);
/// The range of one number: low and high of its record; otherwise value / spread to value * spread (for a probability,
/// its odds are scaled). The range is clipped to the limits of the measure.
Range range_of(Tree& tree, const Measure& measure, const std::string& path, const NumberReader& reader,
               const Node* record, std::optional<double> spread, double value);
/// The range of one element of an array, from factors if given, otherwise from the spread.
Range range_of(const Measure& measure, const std::optional<Factors>& factors, std::optional<double> spread,
               double value);
/// The factors `low` and `high` of an array's record.
std::optional<Factors> factors_of(Tree& tree, const std::string& path, const Node* record);

} // namespace meam::input
