#pragma once
// How far a number may be off.

#include "sim/input/number.hpp"
#include "sim/input/provenance.hpp"

#include <optional>

namespace meam::input {

struct Range {
    std::optional<double> low; ///< both or neither, in the held unit
    std::optional<double> high;
};

/// Factors on each element of an array.
struct Factors {
    double low = 1;
    double high = 1;
};

/// The spread that holds for a number: a table's is for what is assumed; a record's own counts anyhow.
std::optional<double> spread_of(const Said& said, const Node* record);
/// The range of one number: its record's low and high, else value / spread to value * spread (for a probability its
/// odds), kept within the limits of the measure.
Range range_of(Tree& tree, const Measure& measure, const std::string& path, const NumberReader& reader,
               const Node* record, std::optional<double> spread, double value);
/// The range of one element of an array.
Range range_of(const Measure& measure, const std::optional<Factors>& factors, std::optional<double> spread,
               double value);
/// The low and high of an array's record.
std::optional<Factors> factors_of(Tree& tree, const std::string& path, const Node* record);

} // namespace meam::input
