// Policies, their changes, and the scenarios that use them.

#include "experiments/schema/declare.hpp"
#include "models/definitions/model.hpp"
#include "models/parameters/covariates.hpp"

namespace meam::schema {

std::vector<Table> policy_tables()
{
    const Measure weeks{Dimension::duration, 1, measures::longest_duration};
    const std::vector<Form> condition{texts(), number({Dimension::level, 0, 255, true}), table("levels")};
    return {
        {"policy",
         {
             {"strength", {number({Dimension::probability, 0, 1})}, "how much of it is carried out", "1"},
             {"costs", {table("costs_of_policy")}, "own costs of the policy, apart from services", "nothing"},
             {"standing", {flag()}, "whether it holds in every scenario, and in the warm-up", "false"},
             {"change", {tables("change")}, "its changes, in order", "nothing"},
         },
         {}},
        {"change",
         {
             {"set", {text()}, "the path of the number that becomes `amount`; `*` for a part: every one that fits", ""},
             {"scale",
              {text()},
              "the path of the number, or of the whole hazard, that is multiplied by `amount`; `*` as in `set`",
              ""},
             {"add", {text()}, "the path of the number that `amount` is added to; `*` as in `set`", ""},
             {"move", {text()}, "the path of the number that gives `amount` to the one at `to`", ""},
             {"open", {text()}, "the service or edge that opens", ""},
             {"close", {text()}, "the service or edge that closes", ""},
             {"retarget", {text()}, "the edge that leads to the service `to` instead", ""},
             {"merge", {texts()}, "the services that become one, `to`", ""},
             {"to", {text()}, "where `move`, `retarget` or `merge` leads", ""},
             {"of", {table("services_of")}, "restricts `*` to these services", "all"},
             {"amount", {amount()}, "amount, in the unit of the changed number; for `scale` a ratio", ""},
             {"start", {text()}, "\"week N\" from the end of the warm-up", "week 0"},
             {"end", {text()}, "the first week in which it no longer holds", "never"},
             {"ramp", {number(measures::duration)}, "how long until it is at full strength", "at once"},
             {"repeats", {number(measures::duration)}, "period after which the change starts again", "once"},
             {"when", {text()}, "the trigger that it waits for", "it waits for none"},
             {"whom", {table("whom")}, "the residents that it reaches", "everyone"},
             {"channel", {word(channel_names)}, "the way in which it works", ""},
             {"new_staff", {flag()}, "whether more workers are added, and paid for", "false"},
         },
         {}},
        {"services_of",
         {
             {"kind", {texts(service_kind_names)}, "of these kinds", "any"},
             {"agency", {texts()}, "of these agencies", "any"},
         },
         {}},
        {"whom",
         {
             {"sex", {texts(attributes::sex)}, "these", "any"},
             {"age", {texts()}, "these bands", "any"},
             {"deprivation", {texts(attributes::deprivation)}, "these fifths", "any"},
             {"aces", {texts(attributes::aces)}, "these", "any"},
             {"need", {table("severities")}, "those with these needs", "any"},
             {"top",
              {number({Dimension::count, 1, 65535, true})},
              "of a change: the so many with the most recorded crises",
              "any"},
             {"enrolled", {text()}, "those in an episode with this service", "any"},
             {"at", {text()}, "those on the way to this service, waiting, parked or in an episode there", "any"},
             {"not",
              {table("whom"), tables("whom")},
              "excludes residents who meet this condition, or one of these",
              "none"},
             {"ever", {table("whom_of_needs")}, "residents who have had these needs", "any"},
             {"treatment", {table("whom_of_needs")}, "those in these phases of treatment", "any"},
             {"exit", {table("whom_of_needs")}, "those whose last episode ended so", "any"},
         },
         Declaration{"<covariate>", condition, "those at these levels: by name; or a number, that or more; or a range",
                     "any"}},
        {"whom_of_needs", {}, Declaration{"<need>", condition, "those at these levels", "any"}},
        {"levels",
         {
             {"at_least", {number({Dimension::level, 0, 255, true})}, "the lowest level", "0"},
             {"at_most", {number({Dimension::level, 0, 255, true})}, "the highest level", "any"},
         },
         Declaration{"<need or circumstance>", condition,
                     "under the name of a tie: residents exposed to these levels of the partner", "any"}},
        {"costs_of_policy",
         {
             {"once", {number(measures::budget)}, "when its first change begins", "0"},
             {"yearly", {number(measures::yearly_budget)}, "from then on", "0"},
             {"payer", {text()}, "the agency that pays", ""},
         },
         {}},
        {"payment",
         {
             {"on", {texts()}, "the events at desks that it is paid for, as stocks name them", ""},
             {"at", {texts()}, "the services where they happen", "any"},
             {"amount", {number(measures::unit_cost)}, "for each", ""},
             {"from", {text()}, "the agency that pays", ""},
             {"to", {text()}, "the agency that is paid", ""},
         },
         {}},
        {"trigger",
         {
             {"recorded", {texts()}, "the crises of which it counts those recorded", ""},
             {"share_of", {texts()}, "recorded crises that form the denominator of a share", "a number is reported"},
             {"waiting", {text()}, "alternatively, the service whose mean number of waiting residents is counted", ""},
             {"events", {texts()}, "or the events at desks that it counts, as stocks name them", ""},
             {"at", {texts()}, "the services at whose desks they happen", "any"},
             {"at_least", {number({Dimension::ratio, 0, 1e9})}, "the count or share from which on it holds", ""},
             {"at_most", {number({Dimension::ratio, 0, 1e9})}, "or down from which", ""},
             {"over", {number(weeks)}, "the weeks that are counted, up to the last", "4 weeks"},
             {"holds", {number(weeks)}, "how long from the last such week on", "1 week"},
         },
         {}},
        {"measure",
         {
             {"whom", {table("whom")}, "the residents that it counts", ""},
             {"among", {table("whom")}, "the residents that form the denominator of a share", "a number is reported"},
             {"better", {word({"lower", "higher", "neutral"})}, "direction that is better", "neutral"},
         },
         {}},
        {"bundle", {{"policies", {texts()}, "its policies, in order", ""}}, {}},
        {"scenario",
         {{"policies",
           {texts()},
           "the policies that apply, in order; a bundle is replaced by its policies",
           "none: the files as they are"}},
         {}},
    };
}

} // namespace meam::schema
