#pragma once
// A resident's trajectory in plain words, and as a strip of weeks.

#include "experiments/trace/trajectories.hpp"

#include <string>

namespace meam {

/// "A woman of 34, in the most deprived fifth; four or more adverse childhood experiences. …"
std::string portrait_words(const Model& model, const Portrait& portrait, ResidentId id);

/// What one line of a trajectory says: "is refused at Secondary mental health: excluded for a need that is known".
std::string line_words(const Model& model, const LogLine& line);

/// Rows of one sign a week, 52 weeks to a block: each need that is ever there, home and the like, crises, services held
/// by.
std::string strip(const Model& model, const Portrait& portrait, const Trajectory& trajectory, Week weeks);

/// Crises, refusals and so on over all weeks since scenarios branched: their names and numbers.
std::vector<std::pair<std::string, int>> totals_of(const Model& model, const Trajectory& trajectory);

} // namespace meam
