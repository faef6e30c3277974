#pragma once
// The numbers people ask for, by name. The list follows from the results: a need, service, crisis or state that the
// model has is an outcome here, and none is named in this code.

#include "analysis/outcome_families.hpp"
#include "analysis/totals.hpp"

#include <functional>

namespace meam::analysis {

struct Outcome {
    std::string name;  ///< "crisis_demand", "need.<need>", "cost.<agency>.service"…
    std::string label; ///< the same for people
    std::string unit;
    Better better = Better::neutral;
    const OutcomeFamily* family = nullptr; ///< what it means
    bool stratified = true;                ///< known by stratum; otherwise for all residents together only

    /// Value for one run and stratum. Not finite if there is nothing to measure: no resident at risk, no wait.
    std::function<double(Totals&, std::size_t stratum)> value;

    /// People or events that stand behind it, in one run: a percentage of few of them says nothing.
    std::function<double(Totals&, std::size_t stratum)> basis;
};

/// All outcomes that these results hold the columns for. Each is of a declared family (outcome_families.hpp).
std::vector<Outcome> outcomes_of(const results::Layout& layout);

/// @throws results::ResultsError  for a name that is none of them, with the nearest one; exit code 2
const Outcome& outcome_named(const std::vector<Outcome>& outcomes, const std::string& name);

/// One outcome of one run. Reads its columns every time: for several outcomes, keep a Totals.
double value_of(const Outcome& outcome, const results::Source& source, const results::UnitId& unit,
                std::size_t stratum = 0);

} // namespace meam::analysis
