#pragma once
// Resolves a path of a policy: to one number, an array, or all rates of a hazard. A `*` matches any single component.

#include "models/definitions/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam {

/// The numbers that a path refers to.
struct Meaning {
    std::vector<Number> numbers; ///< without duplicates, in order of path; empty: unknown path
    bool whole = false;          ///< whether a whole hazard was named: its base rate and the rate added by each need
};

/// Whether a path contains a component `*`.
bool has_star(std::string_view path);

/// Known paths with as many components as `path`, with `*` where `path` has it, without duplicates; for suggestions.
std::vector<std::string> starred_like(std::string_view path, const std::vector<std::string>& known);

/// @param path  such as `service.gp.workers`, `need.debt.easing.rate.by_need.crime` (an array),
///              `crisis.police_callout.rate` (a whole hazard), `service.*.turnover`
Meaning meaning_of(const Model& model, std::string_view path);

} // namespace meam
