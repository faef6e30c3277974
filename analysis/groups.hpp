#pragma once
// Labels that belong together, as a note of the results says: crises by agency, channels by demand.

#include "sim/results/results.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam::analysis {

/// Labels by group, from a note of lines "label=group", in the order in which groups first stand there. Empty where
/// there is no such note.
std::vector<std::pair<std::string, std::vector<std::string>>> groups_of(const results::Layout& layout,
                                                                        const std::string& note);

} // namespace meam::analysis
