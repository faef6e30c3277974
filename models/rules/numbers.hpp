#pragma once
// Every number of the model, by its path. Structure (who refers to whom) holds handles; values live here, so that a
// policy, --set, a sweep and a report all speak of the same thing.

#include "sim/input/document.hpp"

#include <map>
#include <string>
#include <vector>

namespace meam {

/// Handle of one number. Unset: the file does not speak of it.
struct Number {
    int index = -1;

    [[nodiscard]] bool set() const { return index >= 0; }
};

/// What a change may do to a number.
enum class Kind {
    value,  ///< any number of the rules
    onset,  ///< of whom has no need yet: only reaches that stand still
    shared, ///< of a service or a place: only reaches everyone
    staff,  ///< workers: shared, and counted
    dial,   ///< the strength of a policy: shared, and changed before all else
    start   ///< who lives in the place, from the start and on arrival: before any policy
};

struct NumberInfo {
    input::Quantity stated; ///< path, unit, source, range, spot
    Kind kind = Kind::value;
    double low = 0.0; ///< what the number may never leave, whatever a policy or a draw does
    double high = 0.0;
    bool whole = false; ///< a count: rounded down after a change
};

class Numbers {
public:
    /// @return the handle; the same path twice is a mistake of ours
    Number add(const input::Quantity& stated, const input::Measure& measure, Kind kind);
    /// The number at `path`, or all elements of the array at `path`; empty if there is none.
    [[nodiscard]] std::vector<Number> find(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> paths() const;
    [[nodiscard]] const NumberInfo& info(Number n) const { return info_[static_cast<std::size_t>(n.index)]; }
    [[nodiscard]] const std::vector<NumberInfo>& all() const { return info_; }
    [[nodiscard]] std::vector<double> values() const; ///< as stated, by index

private:
    std::vector<NumberInfo> info_;
    std::map<std::string, int> by_path_;
};

/// values[n], or `otherwise` where the file says nothing.
inline double value_or(const std::vector<double>& values, Number n, double otherwise)
{
    return n.set() ? values[static_cast<std::size_t>(n.index)] : otherwise;
}

} // namespace meam
