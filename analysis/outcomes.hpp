#pragma once
// The numbers people ask for, by name. The list follows from the results: a need, service, crisis or state that the
// model has is an outcome here, and none is named in this code.

#include "analysis/totals.hpp"

#include <functional>

namespace meam::analysis {

enum class Better { lower, higher, neutral };

struct Outcome {
    std::string name;  ///< "crisis_demand", "need.<need>", "cost.<agency>.service"…
    std::string label; ///< the same for people
    std::string unit;
    Better better = Better::neutral;
    bool stratified = true; ///< told apart by stratum; otherwise known for all residents together alone

    /// Of one run and stratum. Not finite where there is nothing to measure: nobody at risk, nobody waited.
    std::function<double(Totals&, std::size_t stratum)> value;

    /// People or events that stand behind it, in one run: a percentage of few of them says nothing.
    std::function<double(Totals&, std::size_t stratum)> basis;
};

/// All outcomes that these results hold the columns for. A *rate* is per 1,000 person-years alive and at liberty.
///
///     crisis_demand, crisis_demand.<agency>   recorded crises, a rate
///     crisis.<crisis>                         recorded, a rate
///     crisis.<crisis>.<count>                 happened, disclosed or acted on, a rate
///     crisis_contacts                         recorded crises a year
///     inappropriate, inappropriate.<crisis>   contacts with an agency that cannot help, a rate
///     residents_in_cohort, cohort.<kind>      mean numbers
///     need.<need>                             mean number with severity 2 or more
///     deaths, deaths.<cause>                  a rate: the chance to die within a year
///     homeless, in_work                       mean numbers
///     <circumstance>.<state>, coping.<state>  mean numbers
///     measure.<measure>                       a mean number, or a share of those it is counted among [%]
///     desks.<event>, desks.<service>.<event>  events a year; desks.refused: for any reason
///     waiting, waiting.<service>              mean numbers; in_treatment likewise
///     wait.<service>.<statistic>              as recorded
///     cost.<kind>, cost.<agency>.<kind>       GBP a year
///     person_years                            lived at liberty
///     person_years_lost, .<standing>          not lived at liberty
std::vector<Outcome> outcomes_of(const results::Layout& layout);

/// @throws results::ResultsError  for a name that is none of them, with the nearest one; exit code 2
const Outcome& outcome_named(const std::vector<Outcome>& outcomes, const std::string& name);

/// One outcome of one run. Reads its columns anew: to ask for many, keep a Totals.
double value_of(const Outcome& outcome, const results::Source& source, const results::UnitId& unit,
                std::size_t stratum = 0);

} // namespace meam::analysis
