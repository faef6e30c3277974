#pragma once
// All numbers of the model, by path. The model's structure contains handles and the values are stored here, so that a
// policy, --set, a sweep and a report refer to the same number.

#include "sim/input/document.hpp"

#include <map>
#include <string>
#include <vector>

namespace meam {

/// Handle of one number. Unset if the file does not give the number.
struct Number {
    int index = -1;

    [[nodiscard]] bool set() const { return index >= 0; }
};

/// Restrictions on the changes that a policy may make to a number.
enum class Kind {
    value,  ///< any change
    onset,  ///< concerns residents without the need: only for fixed groups of residents
    shared, ///< of a service or a place: only for everyone
    staff,  ///< workers: as shared, and counted as staff
    dial,   ///< strength of a policy: as shared, and applied before all other changes
    start   ///< composition of initial residents and arrivals: cannot be changed by a policy
};

/// Description of one number.
struct NumberInfo {
    input::Quantity stated; ///< path, unit, source, range, spot
    Kind kind = Kind::value;
    double low = 0.0; ///< limits, for all policies and parameter draws
    double high = 0.0;
    bool whole = false; ///< a whole number: rounded down after a change
};

/// The table of all numbers with their descriptions, indexed by handle and by path.
class Numbers {
public:
    /// Adds a number. @return its handle. Precondition: `path` is new
    Number add(const input::Quantity& stated, const input::Measure& measure, Kind kind);
    /// The number at `path`, or all elements of the array at `path`; empty if there is none.
    [[nodiscard]] std::vector<Number> find(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> paths() const;
    [[nodiscard]] const NumberInfo& info(Number n) const { return info_[static_cast<std::size_t>(n.index)]; }
    [[nodiscard]] const std::vector<NumberInfo>& all() const { return info_; }
    [[nodiscard]] std::vector<double> values() const; ///< stated values, by index

private:
    std::vector<NumberInfo> info_;
    std::map<std::string, int> by_path_;
};

/// values[n]; `otherwise` if n is unset.
inline double value_or(const std::vector<double>& values, Number n, double otherwise)
{
    return n.set() ? values[static_cast<std::size_t>(n.index)] : otherwise;
}

} // namespace meam
