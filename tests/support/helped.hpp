#pragma once
// A need that services ease, and a check, resident by resident, of how much.

#include "tests/support/tiny_model.hpp"

#include <string>
#include <vector>

namespace meam::tests {

/// A need that 0.9 of residents have from the start and that nobody gets later.
std::string had_need(double easing, const std::string& more = "");
std::string service(const std::string& name, const std::string& lines);
/// Everybody who has need a asks at once.
std::string open_door(const std::string& name);

/// Checks, resident by resident, the week in which the need eases: the first in which a point of the resident's own
/// field lies below 0.02 (1 + E), E by hand for each week from the one after admission in week 0 on (the last one holds
/// for good). A share x of wrong E would show in a share x of residents.
/// @param scenario  whose rules hold from week 0 on; empty: the baseline's
void check_effect(const TinyModel& tiny, const std::vector<double>& by_week, const std::string& scenario = "");

} // namespace meam::tests
