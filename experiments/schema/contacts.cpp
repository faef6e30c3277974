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
             {"agency", {text()}, "whose contact it is", "nobody's"},
             {"service", {text()}, "the desk behind it: closed with it, and to those it wrote off", "none"},
             {"crisis", {text()}, "what a contact here is a crisis of; it says agency, service and cost", "of none"},
             {"demand", {word(demand_names)}, "which sum of contacts it counts in", "reactive"},
             {"held", {flag()}, "whether it is there only for those whom the service holds", "false"},
             {"hours", {number(measures::share)}, "the share of the week in which it answers", "1"},
             {"after_met", {ratio}, "what its weight is multiplied by if it was turned to last, and met the want", "1"},
             {"after_unmet", {ratio}, "the same, if it did not", "1"},
             {"cost", {number(measures::unit_cost)}, "of a contact, to the agency", "0"},
         },
         {}},
        {"contact",
         {
             {"rate", hazard(), "how often a resident first turns to somebody for it", ""},
             {"repeats", hazard(), "how often again, while the want stands", "never"},
             {"repeats_for",
              {number(measures::duration)},
              "how long a want stands after the last contact that did not meet it",
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
             {"by_need", {table("weights_by_need")}, "what each need adds to it, by its severity", "nothing"},
             {"ratio", {table("ratios")}, "what it is multiplied by, by covariate", "1: it depends on nothing"},
         },
         {}},
        {"weights_by_need",
         {},
         Declaration{"<need>",
                     {numbers(measures::hazard_ratio, 4)},
                     "what this need adds at severity none, emerging, established, acute",
                     "0"}},
    };
}

} // namespace meam::schema
