// Hazards and chances, wherever they stand.

#include "experiments/schema/declare.hpp"

namespace meam::schema {

std::vector<Declaration> hazard_keys(const std::string& rate)
{
    return {
        {"rate", {number(measures::rate)}, rate, "0"},
        {"weekly_chance",
         {number(measures::probability)},
         "instead of `rate`: the chance of a week, which ratios multiply as it is",
         "`rate` says it"},
        {"most", {number(measures::probability)}, "the chance of a week that is never passed", "1"},
        {"by_need", {table("rates_by_need")}, "amount that each need adds to the rate, by severity", "nothing"},
        {"frailty", {number({Dimension::ratio, -3, 3})}, "the exponent of the resident's frailty in it", "0: none"},
        {"ratio", {table("ratios")}, "factors on the rate, by covariate", "1: no covariate matters"},
        {"marginal", {flag()}, "whether the rate is the whole population's, and is solved for", "false"},
    };
}

std::vector<Table> rule_tables()
{
    const auto ratio = number(measures::hazard_ratio);
    const std::string by_level = "r for each level (r^level), a table of levels by name, or an array of every level";
    const Declaration of_need{
        "<need>", {ratio, numbers(measures::hazard_ratio), table("ratios_by_level")}, by_level, "1"};
    return {
        {"hazard", hazard_keys("events for each resident and year"), {}},
        {"chance",
         {
             {"chance", {number(measures::probability)}, "the probability", ""},
             {"ratio", {table("ratios")}, "factors on its odds, by covariate", "1: no covariate matters"},
         },
         {}},
        {"rates_by_need",
         {},
         Declaration{"<need>",
                     {numbers(measures::rate, 4)},
                     "amount added at severity none, emerging, established, acute",
                     "0"}},
        {"ratios",
         {
             {"ever", {table("ratios_of_needs")}, "whether the need was ever established before", "1"},
             {"treatment", {table("ratios_of_needs")}, "the phase of treatment for the need", "1"},
             {"exit", {table("ratios_of_needs")}, "how the last episode for the need ended", "1"},
         },
         Declaration{"<covariate>", of_need.forms, by_level, "1"}},
        {"ratios_of_needs", {}, of_need},
        {"ratios_by_level",
         {},
         Declaration{"<level>",
                     {ratio, numbers(measures::hazard_ratio), table("ratios_by_level_seen")},
                     "the ratio at this level; under the name of a tie, by the partner's level",
                     "1"}},
        {"ratios_by_level_seen",
         {},
         Declaration{"<level>", {ratio}, "the ratio where the other is at this level", "1"}},
        {"severities", {}, Declaration{"<need>", {number(present_severity)}, "the severity of this need, or more", ""}},
    };
}

} // namespace meam::schema
