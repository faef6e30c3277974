#pragma once
// What a path of a policy means: one number, an array, all rates of a hazard; and, with `*` for a part, each that fits.

#include "models/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam {

struct Meaning {
    std::vector<Number> numbers; ///< each once, in order of path; empty: the path leads nowhere
    bool whole = false;          ///< some by the name of a hazard: its rate and what each need adds
};

/// Whether any part of a path is a star, which stands for exactly one part.
bool has_star(std::string_view path);

/// Known paths with stars where `path` has them: what it may have meant. Those of as many parts, each once.
std::vector<std::string> starred_like(std::string_view path, const std::vector<std::string>& known);

/// @param path  as `service.gp.workers`, `need.debt.easing.rate.by_need.crime` (an array),
///              `crisis.police_callout.rate` (a whole hazard), `service.*.turnover`
Meaning meaning_of(const Model& model, std::string_view path);

} // namespace meam
