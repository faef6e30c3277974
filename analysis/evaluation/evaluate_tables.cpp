#include "analysis/evaluation/evaluate.hpp"

#include "analysis/cells.hpp"

#include <algorithm>

namespace meam::analysis {
namespace {

Cell share(const Estimate& part, const Estimate& of)
{
    return part.mean && of.mean && *of.mean >= few_people_or_events ? Cell{100.0 * *part.mean / *of.mean} : Cell{};
}

const std::string intervals =
    "Intervals are 95 %, Student t over replicates. That of the mean says how well the model's answer is known; "
    "that of one pilot says where a single place of this size falls.";

Table estimates(const Evaluations& all)
{
    Table table{"Four estimates",
                {{"scenario", "scenario"},
                 {"estimate", "estimate"},
                 {"unit", "unit"},
                 {"people", "people", "a run"},
                 {"without", "before, or without"},
                 {"with", "after, or with"},
                 {"change", "change"},
                 {"low", "low"},
                 {"high", "high"},
                 {"one_pilot_low", "one pilot, low", "", true},
                 {"one_pilot_high", "one pilot, high", "", true},
                 {"relative", "change", "%"},
                 {"relative_low", "change, low", "%", true},
                 {"relative_high", "change, high", "%", true},
                 {"one_relative_low", "one pilot, low", "%"},
                 {"one_relative_high", "one pilot, high", "%"},
                 {"runs_complete", "pairs"},
                 {"runs_planned", "planned"}},
                {},
                {"pilot: participants after against before, as their pilot would report it. complete: of those "
                 "observed for all 104 weeks. "
                 "matched: against comparators' change. counterfactual: the same people in `" +
                     all.baseline + "`. whole: all residents, all weeks.",
                 intervals}};
    for (const auto& one : all.scenarios) {
        for (const auto& e : one.estimates) {
            table.rows.push_back({one.scenario, e.name, e.unit, cell(e.people.mean), cell(e.without.mean),
                                  cell(e.with.mean), cell(e.change.mean), low(e.change.interval),
                                  high(e.change.interval), low(e.one_pilot), high(e.one_pilot), cell(e.relative.mean),
                                  low(e.relative.interval), high(e.relative.interval), low(e.one_relative),
                                  high(e.one_relative), count(e.change.runs.complete), count(e.change.runs.planned)});
        }
    }
    return table;
}

Table people(const Evaluations& all)
{
    Table table{"Who got better, and who worse",
                {{"scenario", "scenario"},
                 {"stratum", "stratum"},
                 {"who", "who"},
                 {"people", "people", "a run"},
                 {"better", "better", "%"},
                 {"same", "the same", "%"},
                 {"worse", "worse", "%"},
                 {"lost", "lost", "a run"},
                 {"change", "crises a person"},
                 {"low", "low"},
                 {"high", "high"},
                 {"runs_complete", "pairs"},
                 {"runs_planned", "planned"}},
                {},
                {"The same person in the scenario and in `" + all.baseline +
                     "`, by recorded crises: participants in the 52 weeks after they were enrolled, others in all "
                     "weeks. Lost: died or moved "
                     "away in one of the two alone, and counted as neither.",
                 "No percentage of fewer than 30 people. " + intervals}};
    for (const auto& one : all.scenarios) {
        for (const auto& row : one.people) {
            if (row.people.mean == 0.0 && row.lost.mean == 0.0) {
                continue; // the place has none such
            }
            table.rows.push_back({one.scenario, row.stratum, row.who, cell(row.people.mean),
                                  share(row.better, row.people), share(row.same, row.people),
                                  share(row.worse, row.people), cell(row.lost.mean), cell(row.change.mean),
                                  low(row.change.interval), high(row.change.interval), count(row.change.runs.complete),
                                  count(row.change.runs.planned)});
        }
    }
    return table;
}

Table displacement(const Evaluations& all)
{
    Table table{
        "Where demand went",
        {{"scenario", "scenario"},
         {"what", "agency, queue or place"},
         {"unit", "unit"},
         {"participants", "participants"},
         {"others", "others"},
         {"all", "all residents"},
         {"low", "low"},
         {"high", "high"},
         {"runs_complete", "pairs"},
         {"runs_planned", "planned"}},
        {},
        {"Changes against `" + all.baseline +
             "`, all weeks. Participants here: all residents ever enrolled. A rise among others, at another agency, "
             "in a queue or elsewhere (of those who have moved away) is demand displaced. Queues that do not "
             "change are left out.",
         intervals}};
    for (const auto& one : all.scenarios) {
        for (const auto& row : one.displacement) {
            table.rows.push_back({one.scenario, row.what, row.unit, cell(row.participants.mean), cell(row.others.mean),
                                  cell(row.all.mean), low(row.all.interval), high(row.all.interval),
                                  count(row.all.runs.complete), count(row.all.runs.planned)});
        }
    }
    return table;
}

Table matching(const Evaluations& all)
{
    Table table{"How like participants their comparators were",
                {{"scenario", "scenario"},
                 {"covariate", "recorded before"},
                 {"participants", "participants"},
                 {"others", "all others"},
                 {"apart_before", "apart", "sd"},
                 {"matched", "matched"},
                 {"comparators", "comparators"},
                 {"apart_after", "apart", "sd"},
                 {"unmatched", "unmatched", "% of participants"},
                 {"contaminated", "enrolled later", "% of comparators"},
                 {"runs_complete", "runs"},
                 {"runs_planned", "planned"}},
                {},
                {"Apart: standardised difference of the means, all runs together; below 0.1 is usually called "
                 "balanced. Balance of what is recorded "
                 "says nothing of what is not: needs, hope and trust are not matched."}};
    for (const auto& one : all.scenarios) {
        for (const auto& row : one.balance) {
            table.rows.push_back({one.scenario, row.covariate, cell(row.participants.mean),
                                  cell(row.non_participants.mean), cell(row.apart_before), cell(row.matched.mean),
                                  cell(row.comparators.mean), cell(row.apart_after), cell(one.unmatched),
                                  cell(one.contaminated), count(row.matched.runs.complete),
                                  count(row.matched.runs.planned)});
        }
    }
    return table;
}

Table crises(const Evaluations& all)
{
    Table table{"By kind of crisis, among participants",
                {{"scenario", "scenario"},
                 {"crisis", "recorded crisis"},
                 {"before", "before", "a person-year"},
                 {"after", "after", "a person-year"},
                 {"pilot", "pilot", "%"},
                 {"one_pilot_low", "one pilot, low", "%"},
                 {"one_pilot_high", "one pilot, high", "%"},
                 {"counterfactual", "counterfactual", "%"},
                 {"low", "low", "%"},
                 {"high", "high", "%"},
                 {"runs_complete", "pairs"},
                 {"runs_planned", "planned"}},
                {},
                {"Kinds with fewer than 30 recorded in the year before are left out. A published figure is one pilot: "
                 "it belongs beside the interval of "
                 "one pilot.",
                 intervals}};
    for (const auto& one : all.scenarios) {
        for (const auto& row : one.crises) {
            table.rows.push_back({one.scenario, row.crisis + (row.inappropriate ? ", inappropriate" : ""),
                                  cell(row.before.mean), cell(row.after.mean), cell(row.pilot.mean), low(row.one_pilot),
                                  high(row.one_pilot), cell(row.counterfactual.mean), low(row.counterfactual.interval),
                                  high(row.counterfactual.interval), count(row.counterfactual.runs.complete),
                                  count(row.counterfactual.runs.planned)});
        }
    }
    return table;
}

} // namespace

const std::vector<std::string> resimulated_tables{"participants", "cases"};
const std::vector<std::string> evaluation_tables{"estimates", "people", "displacement", "matching", "crises"};

Table table_of(const Evaluations& evaluations, std::string_view table)
{
    using Make = Table (*)(const Evaluations&);
    constexpr std::array<Make, 5> make{estimates, people, displacement, matching, crises};
    const auto at = std::ranges::find(evaluation_tables, table) - evaluation_tables.begin();
    return make.at(static_cast<std::size_t>(at))(evaluations);
}

} // namespace meam::analysis
