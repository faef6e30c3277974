// Contacts in distress: channels, and what residents turn to them for.

#include "experiments/schema/declare.hpp"
#include "models/definitions/model.hpp"

namespace meam::schema {

std::vector<Table> contact_tables()
{
    const auto ratio = number(measures::hazard_ratio);
    return {
        {"channel",
         {
             {"agency", {text()}, "the agency that takes the contact", "none"},
             {"service", {text()}, "the desk behind it: closed with it, and to those it wrote off", "none"},
             {"crisis",
              {text()},
              "the crisis that a contact through this channel is; agency, service and cost are then those of the "
              "crisis",
              "none"},
             {"demand", {word(demand_names)}, "which sum of contacts it counts in", "reactive"},
             {"held", {flag()}, "whether only residents in an episode with the service can use it", "false"},
             {"hours", {number(measures::share)}, "the share of the week in which it answers", "1"},
             {"after_met", {ratio}, "factor on its weight if it was used last and the contact succeeded", "1"},
             {"after_unmet", {ratio}, "the same, if it did not", "1"},
             {"cost", {number(measures::unit_cost)}, "of a contact, to the agency", "0"},
         },
         {}},
        {"contact",
         {
             {"rate", hazard(), "rate of first contacts for this purpose", ""},
             {"repeats", hazard(), "rate of repeated contacts until one succeeds", "never"},
             {"repeats_for",
              {number(measures::duration)},
              "how long contacts are repeated after the last one that failed",
              ""},
             {"channel", {table("ways")}, "where they may turn", ""},
         },
         {}},
        {"ways", {}, Declaration{"<channel>", {table("way")}, "a channel for this purpose", ""}},
        {"way",
         {
             {"weight",
              {number(measures::hazard_ratio), table("weight")},
              "how readily, beside the other channels",
              ""},
             {"meets", chance(), "that a contact here meets the want", ""},
         },
         {}},
        {"weight",
         {
             {"weight", {number(measures::hazard_ratio)}, "of a resident without needs", "0"},
             {"by_need", {table("weights_by_need")}, "amount that each need adds to it, by severity", "nothing"},
             {"ratio", {table("ratios")}, "factors on it, by covariate", "1: no covariate matters"},
         },
         {}},
        {"weights_by_need",
         {},
         Declaration{"<need>",
                     {numbers(measures::hazard_ratio, 4)},
                     "amount added at severity none, emerging, established, acute",
                     "0"}},
    };
}

} // namespace meam::schema
