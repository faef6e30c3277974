// The experiment itself: what is asked, how long, how often, and the tables that the model is made of.

#include "experiments/language/forms.hpp"

namespace meam::language {

std::vector<Shape> plan_shapes()
{
    const Measure weeks{Dimension::duration, 0, 5200};
    return {
        {"experiment",
         {
             {"based_on", {text(), texts()}, "the file, or files, that this one states the difference from", "nothing"},
             {"name", {text()}, "what the experiment is called; it names the folder of its results", ""},
             {"question", {text()}, "what it is to answer, in words", "none"},
             {"seed", {number({Dimension::count, 0, 9e15, true})}, "the root of all chance", "1"},
             {"horizon", {number({Dimension::duration, 1, 5200})}, "how long after the warm-up", "260 weeks"},
             {"warm_up", {table("warm_up")}, "how long the model settles before policies begin", "104 to 520 weeks"},
             {"replicates",
              {table("replicates")},
              "how often every scenario is played, each time with other luck",
              "200"},
             {"outcome", {text()}, "the headline: what scenarios are compared by", "crisis_demand"},
             {"baseline", {text()}, "the scenario that others are compared with", "the first by name"},
             {"trajectories", {word({"none", "sample", "cohort", "all"})}, "whose lives are written down", "none"},
             {"draws",
              {number({Dimension::count, 0, 100000, true})},
              "points drawn over the ranges of assumed numbers, besides the central one",
              "0"},
             {"evaluation", {table("evaluation")}, "how `meamsim evaluate` finds comparators", "caliper 1"},
             {"first_looks", {texts()}, "what the place's own report says, shown beside the model's figures", "none"},
             {"place", {table("places")}, "where the residents live; one place in an experiment", ""},
             {"need", {table("needs")}, "what residents lack, in four severities", "none"},
             {"stock", {table("stocks")}, "trust, hope, building blocks: levels 0 to 15", "none"},
             {"circumstance", {table("circumstances")}, "home, work: one state at a time", "none"},
             {"crisis", {table("crises")}, "events that count as crisis demand", "none"},
             {"then", {table("sequels")}, "what follows from events of any kind", "nothing"},
             {"channel", {table("channels")}, "where residents in distress may turn", "none"},
             {"contact", {table("contacts")}, "what they turn to somebody for", "nothing"},
             {"death", {table("deaths")}, "causes of death", "none"},
             {"departure", hazard(), "moving away", "nobody moves away"},
             {"service", {table("services")}, "who helps", "none"},
             {"edge", {table("edges")}, "who can send a resident where", "none"},
             {"policy", {table("policies")}, "named bundles of dated changes", "none"},
             {"scenario", {table("scenarios")}, "the sets of policies that are compared", ""},
             {"pattern", {table("patterns")}, "whom `meamsim graph` asks about", "each need, and some together"},
         },
         {}},
        {"warm_up",
         {
             {"at_least", {number(weeks)}, "how long in any case", "104 weeks"},
             {"at_most", {number(weeks)}, "when it ends though the model is not steady yet", "520 weeks"},
             {"exactly", {number(weeks)}, "how long, whatever the test of steadiness says", "until steady"},
         },
         {}},
        {"evaluation",
         {
             {"caliper",
              {number({Dimension::count, 0, 1000, true})},
              "recorded crises of the year before that may lie between a participant and a comparator",
              "1"},
         },
         {}},
        {"replicates",
         {
             {"at_least", {number({Dimension::count, 2, 1e6, true})}, "as many in any case", "20"},
             {"at_most", {number({Dimension::count, 1, 1e6, true})}, "never more", "200"},
             {"half_width",
              {number({Dimension::probability, 0, 1})},
              "ends when the headline's 95 % half-width is below this share of the difference",
              "exactly `at_most`"},
         },
         {}},
        {"places", {}, Key{"<place>", {table("place")}, "a locality and its residents", ""}},
        {"needs", {}, Key{"<need>", {table("need")}, "a need", ""}},
        {"stocks", {}, Key{"<stock>", {table("stock")}, "a stock", ""}},
        {"circumstances", {}, Key{"<circumstance>", {table("circumstance")}, "a circumstance", ""}},
        {"crises", {}, Key{"<crisis>", {table("crisis")}, "a kind of crisis", ""}},
        {"channels", {}, Key{"<channel>", {table("channel")}, "a channel", ""}},
        {"contacts", {}, Key{"<purpose>", {table("contact")}, "a purpose", ""}},
        {"deaths", {}, Key{"<cause>", {table("hazard")}, "the hazard of dying of this cause", ""}},
        {"services", {}, Key{"<service>", {table("service")}, "a service", ""}},
        {"edges", {}, Key{"<from>", {table("edges_from")}, "the edges from this service, or from `community`", ""}},
        {"edges_from", {}, Key{"<to>", {table("edge")}, "the edge to this service", ""}},
        {"policies", {}, Key{"<policy>", {table("policy")}, "a policy", ""}},
        {"patterns", {}, Key{"<pattern>", {table("pattern")}, "a resident with some needs", ""}},
        {"pattern",
         {{"needs", {table("severities")}, "the needs such a resident has, at just these severities", ""}},
         {}},
        {"scenarios", {}, Key{"<scenario>", {table("scenario")}, "a scenario", ""}},
    };
}

} // namespace meam::language
