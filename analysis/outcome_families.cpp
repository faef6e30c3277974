#include "analysis/outcome_families.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace meam::analysis {
namespace {

constexpr std::string_view a_thousand = "per 1,000 person-years";
constexpr std::string_view at_liberty = "person-years at liberty in the place";
constexpr std::string_view alive = "person-years alive in the place, at liberty or in custody";
constexpr std::string_view years = "years recorded";
constexpr std::string_view weeks_recorded = "weeks recorded; residents are counted when each week ends";
constexpr std::string_view nothing = "nothing";

constexpr auto lower = Better::lower, higher = Better::higher, neutral = Better::neutral;

constexpr std::array families{
    OutcomeFamily{"crisis_demand", "Recorded crises that count as crisis demand.", a_thousand, lower, at_liberty},
    OutcomeFamily{"crisis_demand.<agency>", "Recorded crises of one agency that count as crisis demand.", a_thousand,
                  lower, at_liberty},
    OutcomeFamily{"preventative_demand", "Recorded events that the file counts as preventing crises.", a_thousand,
                  higher, at_liberty},
    OutcomeFamily{"crisis_contacts", "Recorded crises that count as crisis demand.", "per year", lower, years},
    OutcomeFamily{"crisis.<crisis>", "Recorded crises of one kind that counts as crisis demand.", a_thousand, lower,
                  at_liberty},
    OutcomeFamily{"crisis.<preventative crisis>", "Recorded events of one kind that the file counts as preventative.",
                  a_thousand, higher, at_liberty},
    OutcomeFamily{"crisis.<crisis of no demand>", "Recorded events of one kind that the file counts as no demand.",
                  a_thousand, neutral, at_liberty},
    OutcomeFamily{"crisis.<crisis>.happened", "Crises of one kind that counts as crisis demand, recorded or not.",
                  a_thousand, lower, at_liberty},
    OutcomeFamily{"crisis.<crisis>.<count>",
                  "Crises of one kind that were disclosed or acted on; events that are no crisis demand by any count.",
                  a_thousand, neutral, at_liberty},
    OutcomeFamily{"crisis_elsewhere", "Recorded crises of residents who have moved away, which another place records.",
                  "per year", lower, years},
    OutcomeFamily{"crisis_elsewhere.<crisis>", "Recorded crises of one kind of residents who have moved away.",
                  "per year", lower, years},
    OutcomeFamily{"crisis_everywhere", "Recorded crises of residents of the place and of those who have moved away.",
                  "per year", lower, years},
    OutcomeFamily{"deaths_elsewhere", "Deaths of residents who have moved away.", "per year", lower, years},
    OutcomeFamily{"inappropriate", "Recorded crises with an agency that cannot meet the need that caused them.",
                  a_thousand, lower, at_liberty},
    OutcomeFamily{"inappropriate.<crisis>", "Recorded crises of one kind that the agency cannot meet.", a_thousand,
                  lower, at_liberty},
    OutcomeFamily{"contacts", "Contacts in distress, by any channel.", a_thousand, neutral, at_liberty},
    OutcomeFamily{"contacts_unmet", "Contacts in distress that were not met.", a_thousand, lower, at_liberty},
    OutcomeFamily{"contacts_repeated", "Contacts in distress that repeat an earlier one that was not met.", a_thousand,
                  lower, at_liberty},
    OutcomeFamily{"contacts_<demand>", "Contacts in distress by the channels of one kind of demand.", a_thousand,
                  neutral, at_liberty},
    OutcomeFamily{"contacts.<channel>", "Contacts in distress by one channel.", a_thousand, neutral, at_liberty},
    OutcomeFamily{"contacts.<channel>.unmet", "Contacts in distress by one channel that were not met.", a_thousand,
                  lower, at_liberty},
    OutcomeFamily{"contacts.<channel>.repeated",
                  "Contacts in distress by one channel that repeat an earlier one that was not met.", a_thousand, lower,
                  at_liberty},
    OutcomeFamily{"contacts_for.<purpose>", "Contacts in distress for one purpose.", "per year", neutral, years},
    OutcomeFamily{"repeats_from.<channel>", "Contacts repeated because one channel did not meet the one before.",
                  "per year", lower, years},
    OutcomeFamily{"residents_in_cohort", "Mean number of residents with at least three MEAM needs now.", "residents",
                  lower, weeks_recorded},
    OutcomeFamily{"cohort.current_<number>", "Mean number of residents with at least so many MEAM needs now.",
                  "residents", lower, weeks_recorded},
    OutcomeFamily{"cohort.ever_<number>",
                  "Mean number of residents with at least so many MEAM needs now or before. It falls only when such "
                  "residents die or leave.",
                  "residents", neutral, weeks_recorded},
    OutcomeFamily{"need.<need>", "Mean number of residents in whom a need is established or acute.", "residents", lower,
                  weeks_recorded},
    OutcomeFamily{"need_any.<need>", "Mean number of residents with a need of any severity.", "residents", lower,
                  weeks_recorded},
    OutcomeFamily{"deaths", "Deaths of residents, at liberty or in custody.", a_thousand, lower, alive},
    OutcomeFamily{"deaths.<cause>", "Deaths of one cause.", a_thousand, lower, alive},
    OutcomeFamily{"death_risk", "Chance to die within a year at the rate d of deaths a person-year: 1 - exp(-d).", "%",
                  lower, alive},
    OutcomeFamily{"<circumstance>.<state>",
                  "Mean number of residents in one state of a circumstance, of coping, or with so many needs.",
                  "residents", neutral, weeks_recorded},
    OutcomeFamily{"homeless", "Mean number of residents without a home of their own: sofa, temporary, refuge or rough.",
                  "residents", lower, weeks_recorded},
    OutcomeFamily{"in_work", "Mean number of residents in work.", "residents", higher, weeks_recorded},
    OutcomeFamily{"desks.refused", "Refusals at the desks of all services, for any reason.", "per year", lower, years},
    OutcomeFamily{"desks.<event>", "What happens at the desks of all services.", "per year", neutral, years},
    OutcomeFamily{"desks.<harmful event>",
                  "What turns residents away from the desks of all services, or back: refused, lost, retold, "
                  "failure_demand, written_off, parked, dumped, not_prioritised, abandoned, dropped_out, missed, "
                  "worker_left.",
                  "per year", lower, years},
    OutcomeFamily{"desks.<service>.<event>", "What happens at one service's desk.", "per year", neutral, years},
    OutcomeFamily{"desks.<service>.<harmful event>", "What turns residents away from one service's desk, or back.",
                  "per year", lower, years},
    OutcomeFamily{"waiting",
                  "Mean number of residents who wait for all services: in a queue, or turned out of it by a closure. A "
                  "resident turned out waits until back in a queue of the service, giving up, dying, leaving the place "
                  "or going into custody. Where a scenario closes or merges a service, neither direction is better, "
                  "since residents who find it closed do not join.",
                  "residents", lower, weeks_recorded},
    OutcomeFamily{"waiting.<service>", "Mean number of residents who wait for one service; see `waiting`.", "residents",
                  lower, weeks_recorded},
    OutcomeFamily{"in_treatment", "Mean number of residents in an episode, over all services.", "residents", neutral,
                  weeks_recorded},
    OutcomeFamily{
        "wait.<service>.mean",
        "Weeks that residents waited for a service: those admitted, those who gave up or were turned away, and those "
        "who still wait, each so far. A closure does not end a wait: residents whom it turns out of a queue wait on, "
        "as `waiting` counts them, and a return to the queue continues the same wait. A merger ends it: residents wait "
        "on at the service that takes over. Residents who find a service closed do not join and are not counted: read "
        "it beside `joined`. Where a scenario closes or merges the service, neither direction is better.",
        "week", lower,
        "waits: residents who wait when the recorded weeks begin, and those who joined a queue since (once for each "
        "time)"},
    OutcomeFamily{"wait.<service>.joined",
                  "Residents who joined a queue of a service, once for each time; a return after a closure is not "
                  "another time.",
                  "per year", neutral, years},
    OutcomeFamily{"wait.<service>.admissions", "Residents whom a service admitted.", "per year", neutral, years},
    OutcomeFamily{"wait.<service>.admitted_<statistic>",
                  "Weeks from asking to admission, of those admitted alone: their mean, their median, or the wait that "
                  "nine in ten did not exceed. A service that admits fewer may show a shorter one.",
                  "week", neutral, "residents admitted in the recorded weeks"},
    OutcomeFamily{"measure.<measure>", "Mean number of residents whom a measure of the experiment counts.", "residents",
                  neutral, weeks_recorded},
    OutcomeFamily{"measure.<share>",
                  "Of the residents whom a measure of the experiment counts among, the part that it counts.", "%",
                  neutral, "residents counted among, over all weeks"},
    OutcomeFamily{"cost.<kind>", "Cost of services, or of the harm of crises, to all agencies.", "GBP per year", lower,
                  years},
    OutcomeFamily{"cost.<agency>.<kind>", "Cost of services, or of the harm of crises, to one agency.", "GBP per year",
                  lower, years},
    OutcomeFamily{"person_years", "Person-years at liberty in the place.", "person-years", neutral, nothing},
    OutcomeFamily{"person_years_lost", "Person-years of residents in custody, dead or moved away.", "person-years",
                  neutral, nothing},
    OutcomeFamily{"person_years_lost.dead", "Person-years of residents who have died.", "person-years", lower, nothing},
    OutcomeFamily{"person_years_lost.<standing>", "Person-years of residents in custody, or moved away.",
                  "person-years", neutral, nothing},
};

} // namespace

std::string_view word_for(Better better)
{
    return better == Better::lower ? "lower" : better == Better::higher ? "higher" : "neither";
}

std::span<const OutcomeFamily> outcome_families()
{
    return families;
}

const OutcomeFamily& family_named(std::string_view name)
{
    const auto at = std::ranges::find(families, name, &OutcomeFamily::name);
    if (at == families.end()) {
        throw std::logic_error("no outcome family `" + std::string(name) + "` is declared");
    }
    return *at;
}

std::string outcomes_page()
{
    std::string page = R"(# Outcomes

`compare`, `evaluate` and `attribute` take outcomes by these names. A part in angle brackets stands for the
names that a model has. `meamsim list outcomes --in EXPERIMENT` lists those of one experiment, and `meamsim
explain NAME --in EXPERIMENT` prints the definition of one. This page is printed from the same declarations
(`analysis/outcome_families.cpp`).

- An outcome is a number of one run. Means, differences and intervals are over runs.
- *Years recorded* are weeks × 7 / 365.25.
- *Person-years* of residents in a standing: in each week the mean of their number at its beginning and at its
  end, summed over weeks, × 7 / 365.25. The first week begins with `population_at_start`. Results that lack
  this column use the number at the end of each week.
- Mean numbers of residents are means over weeks of the number at the end of each week.
- *Change %* is 100 × the mean difference of complete pairs / the absolute mean of the baseline in the same
  pairs. Its interval is Student t of the linearised ratio (delta method): of r + (d − r b) / |mean b| over
  pairs, where d is a difference, b the baseline and r the ratio.
- *Change %* is blank if fewer than 30 people or events are behind the baseline, in the mean of its runs. For
  rates and events per year that number is the smaller of the events and the mean number of residents at
  liberty; for mean numbers and person-years the mean number of residents; for costs the mean number of
  residents at liberty; for `wait.<service>.mean` the residents who waited; for shares the residents in the
  denominator.
- If neither direction is better, `worse in` is blank.

| outcome | what | unit | better | divided by |
|---|---|---|---|---|
)";
    for (const auto& family : families) {
        for (const auto& cell :
             {std::string("`") + std::string(family.name) + "`", std::string(family.definition),
              std::string(family.unit),
              std::string(family.name.starts_with("measure.") ? "as the file says" : word_for(family.better)),
              std::string(family.denominator)}) {
            page += "| " + cell + " ";
        }
        page += "|\n";
    }
    return page;
}

} // namespace meam::analysis
