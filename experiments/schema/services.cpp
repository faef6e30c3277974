// Services and the edges between them.

#include "experiments/schema/declare.hpp"
#include "models/definitions/model.hpp"

namespace meam::schema {
namespace {

std::vector<Declaration> service_keys()
{
    const auto share = number({Dimension::probability, 0, 1});
    return {
        {"agency", {text()}, "the agency that runs it", ""},
        {"payer", {text(), table("payers")}, "the agency that pays for it, or several with their shares", "`agency`"},
        {"kind", {word(service_kind_names)}, "kind of service", ""},
        {"open", {flag()}, "whether it is there from the start", "true"},
        {"when",
         {word({"drain", "transfer", "send_away"})},
         "treatment of residents in episodes when it closes",
         "drain"},
        {"tie_break", {word({"random", "resident"})}, "order of residents who have waited equally long", "random"},
        {"first", {tables("band")}, "priority bands of its queues, first band first", "none"},
        // capacity
        {"workers", {number({Dimension::workers, 0, 1e6})}, "how many work there", "no limit by workers"},
        {"caseload", {number({Dimension::ratio, 0, 1e6})}, "residents held by each worker", ""},
        {"volunteers", {table("volunteers")}, "residents who work for it unpaid", "none"},
        {"beds", {number(measures::people)}, "residents held at once", "no limit by beds"},
        {"supply", {number({Dimension::weekly, 0, 1e6})}, "number of grants, such as lettings, per week", "none"},
        {"unlimited", {flag()}, "whether its capacity is unlimited", "false"},
        {"whom", {table("whom")}, "the residents that it accepts, among those in the required states", "everyone"},
        // help
        {"treats",
         {table("effects")},
         "treatment effect on each need: addition to the easing hazard, as a multiple",
         "nothing"},
        {"for", {texts()}, "the needs that it is for: a resident needs one of them to be accepted", "those it treats"},
        {"works_without_relationship", {share}, "the share of its effect that needs no relationship", "1"},
        {"hours_per_worker", {number({Dimension::hours, 0, 168})}, "contact hours of a worker", "the full dose"},
        {"hours_needed", {number({Dimension::hours, 0, 168})}, "contact hours that a case needs", "the full dose"},
        {"speeds", {table("speeds")}, "moves that happen sooner during an episode", "none"},
        {"grants", {table("grants")}, "the state that admission gives, for good", "none"},
        {"holds", {table("holds")}, "the state during an episode", "none"},
        {"eligible", {table("eligible")}, "states in which residents may ask; of several circumstances all", "any"},
        // assessment
        {"assessments",
         {number({Dimension::weekly, 0, 1e6})},
         "how many it assesses in a week",
         "no queue for assessment"},
        {"threshold",
         {number({Dimension::level, 0, 4})},
         "the lowest severity, of a need it is for, that gets in",
         "0"},
        {"threshold_tightening",
         {number({Dimension::ratio, 0, 4})},
         "levels by which each waiting resident raises the threshold",
         "0"},
        {"excludes", {table("exclusions")}, "needs that keep a resident out", "none"},
        {"discovery", {number(measures::probability)}, "that assessment finds each other need", "0"},
        {"written_off", chance(), "that a resident is never taken again", "0"},
        {"parked", chance(), "that a resident is held with nothing happening", "0"},
        {"dumped", chance(), "that a resident is sent elsewhere to be rid of them", "0"},
        {"not_prioritised", chance(), "that a resident is left at the end of the queue", "0"},
        {"parked_for", {number(measures::duration)}, "how long parking lasts", "26 weeks"},
        // episodes
        {"completion", hazard(), "the end of an episode with its work done", "never"},
        {"drop_out", hazard(), "the end of an episode because the resident leaves", "never"},
        {"abandonment", hazard(), "giving up while waiting", "never"},
        {"missed", hazard(), "missing an appointment", "never"},
        {"missed_limit",
         {number({Dimension::count, 1, 250, true})},
         "appointments missed in a row that end it",
         "no limit"},
        {"stay", {table("stay")}, "the shortest and the longest an episode lasts", "any"},
        {"relationship", {table("relationship")}, "trust between a resident and a worker", "none grows"},
        {"turnover", hazard(), "how often a worker leaves", "never"},
        {"vacancy", {number(measures::duration)}, "how long a post stays vacant after a worker leaves", "0 weeks"},
        {"strain",
         {number({Dimension::ratio, 0.1, 10})},
         "turnover, times this for every tenth of the caseload that workers hold above it",
         "1"},
        {"supervision", {table("supervision")}, "supervision of workers, and turnover without it", "all they need"},
        {"newcomer", {table("newcomer")}, "reduced dose of new workers", "as experienced workers"},
        {"at_start", {table("at_start")}, "initial caseload and queue, before the warm-up", "none"},
        // cost: one of three
        {"worker_cost", {number(measures::yearly_cost)}, "of each worker", "0"},
        {"case_cost", {number(measures::yearly_cost)}, "of each resident held", "0"},
        {"event_cost", {number(measures::unit_cost)}, "of each admission", "0"},
        // hubs
        {"key_work", {table("key_work")}, "one worker for all needs of a resident", "no key worker"},
        {"outreach", {table("outreach")}, "looking for people: those with the most recorded crises, or others", "none"},
    };
}

std::vector<Table> parts_of_services()
{
    const auto share = number({Dimension::probability, 0, 1});
    return {
        {"effects",
         {},
         Declaration{
             "<need>", {number({Dimension::ratio, -1, 1e3})}, "added to the easing hazard, as a share of it", "0"}},
        {"exclusions",
         {},
         Declaration{
             "<need>", {number({Dimension::level, 1, 4})}, "the known severity that keeps out; 4: none does", "4"}},
        {"stay",
         {
             {"at_least",
              {number(measures::duration)},
              "an episode is not completed before; left it may be",
              "0 weeks"},
             {"at_most", {number(measures::duration)}, "an episode is over after so long", "no end of its own"},
             {"ends", {word({"completed", "discharged"})}, "how an episode at the longest stay ends", "completed"},
         },
         {}},
        {"supervision",
         {
             {"given", {number(measures::share)}, "share of the needed supervision that workers receive", ""},
             {"without", {number({Dimension::ratio, 0.1, 10})}, "turnover, times this where they have none", ""},
         },
         {}},
        {"payers", {}, Declaration{"<agency>", {number(measures::share)}, "its share of the cost; all sum to 1", ""}},
        {"volunteers",
         {
             {"circumstance", {text()}, "the circumstance of volunteers", ""},
             {"state", {text()}, "the state of volunteers", ""},
             {"each", {number({Dimension::workers, 0, 10})}, "the part of a worker that each of them is", ""},
         },
         {}},
        {"newcomer",
         {
             {"weeks", {number(measures::duration)}, "time until a new worker has the full dose", "0 weeks"},
             {"dose",
              {number({Dimension::ratio, 0, 2})},
              "dose of a new worker at first, relative to an experienced one",
              "1"},
             {"steps",
              {number({Dimension::count, 1, 52, true})},
              "equal steps in which that rises to the whole",
              "1: all at the end"},
         },
         {}},
        {"at_start",
         {
             {"held", {number(measures::people)}, "residents in an episode; at most as many as it can hold", "0"},
             {"waiting", {number(measures::people)}, "residents waiting", "0"},
         },
         {}},
        {"speeds", {}, Declaration{"<circumstance>", {table("speeds_to")}, "moves of this circumstance", "none"}},
        {"speeds_to",
         {},
         Declaration{"<state>", {number(measures::hazard_ratio)}, "factor on the hazard of moves to this state", "1"}},
        {"grants",
         {
             {"circumstance", {text()}, "the circumstance", ""},
             {"state", {text()}, "its state on admission", ""},
         },
         {}},
        {"holds",
         {
             {"circumstance", {text()}, "the circumstance", ""},
             {"state", {text()}, "its state during the episode", ""},
             {"leaves_to", {text()}, "its state afterwards", ""},
         },
         {}},
        {"eligible", {}, Declaration{"<circumstance>", {texts()}, "the states of this circumstance", "any"}},
        {"relationship",
         {
             {"growth", {share}, "share of the distance to 1 gained in each week met", "0"},
             {"decay", {share}, "share lost in a week missed", "0"},
             {"carry", {share}, "share kept when the worker leaves", "0"},
         },
         {}},
        {"key_work",
         {
             {"mode", {word({"parallel", "sequence"})}, "all needs at once, or one after another", "parallel"},
             {"no_refer_on", {flag()}, "whether the hub keeps residents rather than refer them", "false"},
             {"unblock_budget", {number(measures::yearly_budget)}, "money to solve problems with", "0"},
             {"unblock_cost", {number(measures::unit_cost)}, "of solving one", "nothing is solved"},
             {"unblock_delay",
              {number(measures::duration)},
              "how much later a service comes that had to be won",
              "0 weeks"},
             {"unblocks", {texts({"excluded", "written_off"})}, "obstacles that a budget removes", "excluded"},
             {"learning_after",
              {number({Dimension::count, 1, 1e6, true})},
              "cases after which an obstacle is removed",
              "never"},
         },
         {}},
        {"band", {{"whom", {table("whom")}, "the residents in this band", ""}}, {}},
        {"outreach",
         {
             {"top", {number(measures::people)}, "how many are looked for", ""},
             {"every", {number(measures::duration)}, "how often", "4 weeks"},
             {"whom", {table("whom")}, "the residents among whom outreach searches", "everyone"},
             {"by",
              {word(outreach_targeting_names)},
              "who comes first: those with most recorded crises, with the largest share of them in what is recorded, "
              "or "
              "residents in any state",
              "recorded"},
             {"agency", {text()}, "the agency whose records count", "every agency's"},
             {"over", {number(measures::duration)}, "the weeks whose records count", "52 weeks"},
             {"accepted", chance(), "that the resident accepts", "1"},
             {"counts_engaged",
              {flag()},
              "whether residents who are already with the service are among the `top`; false: the next in rank are",
              "true"},
         },
         {}},
    };
}

} // namespace

std::vector<Table> service_tables()
{
    auto all = parts_of_services();
    all.push_back({"service", service_keys(), {}});
    all.push_back(
        {"edge",
         with(hazard_keys("from `community`: how often a resident asks there, in a year"),
              {
                  {"kind", {word(edge_kind_names)}, "kind of edge", ""},
                  {"open", {flag()}, "whether it is there from the start", "true"},
                  {"chance", chance(), "that it is used", "1"},
                  {"on",
                   {texts(leaving_names)},
                   "of `step_down`: how the engagement ended that it leads on from",
                   "completed"},
                  {"needs", {table("severities")}, "needs without which it is not for a resident", "any resident"},
                  {"whom", {table("whom")}, "the residents that may take it", "everyone"},
                  {"delay", {number(measures::duration)}, "how long the way takes", "1 week"},
                  {"lost", {number(measures::probability)}, "that the resident is lost on the way", "0"},
                  {"retold", {flag()}, "whether the resident has to repeat the history at assessment", "false"},
                  {"shares", {flag()}, "whether known needs are passed on with the referral", "false"},
              }),
         {}});
    return all;
}

} // namespace meam::schema
