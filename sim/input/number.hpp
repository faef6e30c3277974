#pragma once
// One number of a file, in the unit the program holds it in.

#include "sim/input/measure.hpp"
#include "sim/input/tree.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace meam::input {

/// A number split from its unit: "26 weeks" -> 26, "weeks".
struct Worded {
    double value = 0.0;
    std::string unit;
};
std::optional<Worded> worded(std::string_view text);

/// Reads numbers of one quantity. Everything wrong is a mistake at the number itself.
class NumberReader {
public:
    /// @param path  of the quantity, for messages
    /// @param unit  of bare numbers; "" when nothing says one
    NumberReader(Tree& tree, const Measure& measure, std::string path, std::string unit);

    /// The number at `node`, held and within the limits of the measure; none after a mistake.
    /// @param name  what to call it: the path of the quantity, of an element, "need.x.rate.low"
    std::optional<double> number(const Node& node, const std::string& name) const;

    /// Adds the mistake that `unit`, of what `name` says, measures something else.
    /// @param before  what precedes the unit under the caret: "3 "
    void wrong_unit(const Place& place, const std::string& name, std::string_view unit,
                    std::string_view before = {}) const;
    /// How to mend a number without a unit; an array ("") with its record alone.
    std::string unit_missing(std::string_view number) const;

private:
    std::optional<double> bare(const Node& node, const std::string& name, double value) const;
    std::optional<double> with_unit(const Node& node, const std::string& name) const;
    std::optional<double> held(const Node& node, const std::string& name, double value, std::string_view unit) const;
    std::optional<double> whole_weeks(const Node& node, const std::string& name, double weeks) const;

    Tree& tree_;
    Measure measure_;
    std::string path_;
    std::string unit_;
};

/// A value that no rule minds: 0, or what is nearest to it within the limits.
double harmless(const Measure& measure);

} // namespace meam::input
