#pragma once
// Groups of labels, as stored in a note of the results: crises by agency, channels by demand.

#include "sim/results/results.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam::analysis {

/// Labels by group, from a note with lines "label=group", in the order in which groups first occur. Empty if the
/// results have no such note.
std::vector<std::pair<std::string, std::vector<std::string>>> groups_of(const results::Layout& layout,
                                                                        const std::string& note);

} // namespace meam::analysis
