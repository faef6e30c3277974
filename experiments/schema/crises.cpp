// Crises and what may follow them.

#include "experiments/schema/declare.hpp"
#include "models/definitions/model.hpp"

namespace meam::schema {

namespace {

/// What may follow from something that happened.
std::vector<Declaration> consequence_keys()
{
    return {
        {"chance", chance(), "that it follows", ""},
        {"worsen", {text()}, "the need that gets worse by a level", "none"},
        {"ease", {text()}, "the need that gets better by a level", "none"},
        {"move", {table("move")}, "the state that the resident moves to", "none"},
        {"refer", {text()}, "the service that the resident is put in the queue of", "none"},
        {"forget",
         {word({forgets_names.begin() + 1, forgets_names.end()})},
         "records of the resident that it erases",
         "nothing"},
        {"departs", {flag()}, "whether the resident moves away", "false"},
        {"only_from", {texts()}, "states from which the move happens", "any"},
        {"only_if", {table("severities")}, "needs without which it does not follow", "none"},
        {"whom", {table("whom")}, "the residents to whom it may happen", "everyone"},
    };
}

} // namespace

std::vector<Table> crisis_tables()
{
    return {
        {"crisis",
         {
             {"agency", {text()}, "whose demand it is", ""},
             {"service", {text()}, "the desk it reaches, whose edges are followed when it is acted on", "none"},
             {"rate", hazard(), "how often it happens to a resident", ""},
             {"demand",
              {word(demand_names)},
              "the sum it counts in: crisis demand, what prevents it, or none; of reactive ones alone evaluators and "
              "outreach know",
              "reactive"},
             {"one_a_week",
              {text()},
              "a word: of the crises that share it a resident suffers one in a week, the earliest",
              "several may come in a week"},
             {"disclosed", chance(), "probability that it is disclosed to any agency", "1"},
             {"recorded", chance(), "that it is recorded, once disclosed", "1"},
             {"acted_on", chance(), "that it is acted on, once recorded", "1"},
             {"inappropriate",
              {table("shares_by_need")},
              "the share that the agency cannot meet, by the need behind it",
              "0"},
             {"harm_cost", {number(measures::unit_cost)}, "of each that happens", "0"},
             {"service_cost", {number(measures::unit_cost)}, "of each that is acted on", "0"},
             {"then", {table("consequences")}, "its possible consequences", "nothing"},
         },
         {}},
        {"shares_by_need",
         {},
         Declaration{"<need>", {number(measures::share)}, "the share of those that this need caused", "0"}},
        {"consequences", {}, Declaration{"<consequence>", {table("consequence")}, "a consequence", ""}},
        {"consequence", with(consequence_keys(), {{"death", {flag()}, "whether the resident dies", "false"}}), {}},
        {"sequels", {}, Declaration{"<sequel>", {table("sequel")}, "a consequence", ""}},
        {"sequel",
         with(consequence_keys(),
              {
                  {"on", {texts()}, "the events that it follows, as stocks name them", ""},
                  {"at", {texts()}, "the services at which the event happened", "anywhere"},
              }),
         {}},
        {"move",
         {
             {"circumstance", {text()}, "the circumstance", ""},
             {"to", {text()}, "its new state", ""},
         },
         {}},
    };
}

} // namespace meam::schema
