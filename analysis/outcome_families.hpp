#pragma once
// What each outcome means: its definition, unit, direction and denominator, stated once. `compare`, `evaluate`,
// `explain`, `list outcomes` and docs/reference/outcomes.md use these declarations and no others.

#include <span>
#include <string>
#include <string_view>

namespace meam::analysis {

enum class Better { lower, higher, neutral };

/// "lower", "higher" or "neither".
std::string_view word_for(Better better);

/// Outcomes of one definition. A part of the name in angle brackets stands for the names that a model has.
struct OutcomeFamily {
    std::string_view name;        ///< "crisis_demand.<agency>"
    std::string_view definition;  ///< what is counted
    std::string_view unit;        ///< [unit] of a value
    Better better;                ///< whether a lower or a higher value is better; of measures, what the file says
    std::string_view denominator; ///< what it is divided by
};

std::span<const OutcomeFamily> outcome_families();

/// @throws std::logic_error  for a name that is not declared
const OutcomeFamily& family_named(std::string_view name);

/// The declarations as a page: docs/reference/outcomes.md.
std::string outcomes_page();

} // namespace meam::analysis
