#pragma once
// Four estimates of a hub's effect on its participants and on all residents, reported side by side.
//
//   pilot           participants' recorded crises a person-year, after against before: as its pilot would report it
//   complete        the same, of those observed for all 104 weeks
//   matched         participants' change less their comparators' change: difference in differences
//   counterfactual  the same people in the same weeks, in the scenario against the baseline: the true effect
//   whole           recorded crises a year of all residents, of participants and of others
//
// The first three can be had from records, the last two only from a model. A published figure is one pilot: it is to be
// compared with the interval in which one pilot falls, not with the interval of the mean over many.

#include "analysis/samples.hpp"
#include "analysis/tables.hpp"

#include <string>
#include <vector>

namespace meam::analysis {

struct EvaluationEstimate {
    std::string name; ///< as above
    std::string unit;
    Estimate people;                        ///< in a run
    Estimate without, with;                 ///< before and after; or in the baseline and in the scenario
    Estimate change;                        ///< with - without, and the interval of its mean
    std::optional<Interval> one_pilot = {}; ///< in which the change of one such place falls
    Estimate relative =
        {}; ///< change % (docs/reference/outcomes.md) of `without`; empty where fewer than 30 people stand behind it
    std::optional<Interval> one_relative = {}; ///< in which the change % of one such place falls
};

/// Participants or others of a stratum: who got better and who worse than in the baseline.
struct EvaluationPeople {
    std::string stratum, who;
    Estimate people;              ///< in a run, the lost left out
    Estimate better, same, worse; ///< people in a run
    Estimate lost;                ///< died or moved away in one of the two alone: neither better nor worse
    Estimate change;              ///< recorded crises a person
};

/// Where recorded crises went: a year, by agency, and the queues.
struct EvaluationDisplacement {
    std::string what, unit;
    Estimate participants, others, all;
};

/// How like their comparators participants were.
struct EvaluationBalance {
    std::string covariate;
    Estimate participants, non_participants, matched, comparators; ///< means
    std::optional<double> apart_before = {}, apart_after = {};     ///< standardised differences, all runs together
};

/// One kind of recorded crisis.
struct EvaluationCrisis {
    std::string crisis;
    bool inappropriate = false;
    Estimate before, after; ///< a person-year, of participants
    Estimate pilot;         ///< [%] after against before
    std::optional<Interval> one_pilot = {};
    Estimate counterfactual; ///< [%] against the same people in the baseline
};

struct Evaluation {
    std::string scenario;
    std::vector<EvaluationEstimate> estimates = {};
    std::vector<EvaluationPeople> people = {};
    std::vector<EvaluationDisplacement> displacement = {};
    std::vector<EvaluationBalance> balance = {};
    std::optional<double> unmatched = {},
                          contaminated = {}; ///< [% of participants], [% of comparators], all runs together
    std::vector<EvaluationCrisis> crises = {};
};

struct Evaluations {
    std::string title, baseline;
    std::vector<Evaluation> scenarios = {}; ///< scenarios with participants
    std::vector<std::string> without_participants = {};
};

/// Whether results hold what an evaluation needs: their model has a hub, or a placebo hub.
bool can_be_evaluated(const results::Layout& layout);

enum class Depth { words, tables }; ///< what in_words needs, or everything

/// At point 0. @throws results::ResultsError  where can_be_evaluated is false
Evaluations evaluate(AllTotals& runs, Depth depth = Depth::tables);

/// "estimates", "people", "displacement", "matching" or "crises".
extern const std::vector<std::string> evaluation_tables;
/// Tables that need more than the results: the runs are re-simulated for them (experiments/evaluation/).
extern const std::vector<std::string> resimulated_tables;
Table table_of(const Evaluations& evaluations, std::string_view table);

/// What the estimates say, in plain sentences: a paragraph for each scenario.
std::string in_words(const Evaluations& evaluations);

} // namespace meam::analysis
