#pragma once
// Scenarios against the baseline: what changes, for whom, how sure, and in how many histories of chance it gets worse.

#include "analysis/samples.hpp"
#include "analysis/tables.hpp"

namespace meam::analysis {

enum class By { none, sex, deprivation, needs, place };

/// "none", "sex", "deprivation", "needs" or "place". @throws results::ResultsError  for another word, exit code 2
By by_named(std::string_view word);

/// What is asked of the results.
struct Question {
    std::vector<std::string> outcomes = {}; ///< names, or beginnings as in "need.*"; none: the headline outcome
    By by = By::none;
    std::string baseline = {}; ///< none: the one of the experiment
    double level = usual_level;
};

/// One outcome of one scenario in one stratum.
struct Difference {
    std::string outcome, label, unit;
    Better better = Better::neutral;
    std::string stratum, scenario;
    Paired pairs; ///< means, difference and t interval; from complete pairs alone
    std::optional<Interval> bootstrap = {};
    Estimate relative = {};                 ///< [%] of the baseline; empty where few people or events stand behind it
    bool few = false;                       ///< that is why
    std::optional<double> share_worse = {}; ///< of the complete pairs [1]; empty where neither direction is better
    std::optional<double> share_higher = {}, share_lower = {}; ///< of the complete pairs [1]
};

/// The effect at one point of a design: one set of parameters.
struct PointEffect {
    std::size_t point = 0;
    Runs runs;                                ///< pairs
    std::optional<double> baseline, scenario; ///< means
    std::optional<double> difference;
    std::optional<Interval> interval;
};

/// One outcome of one scenario over the points of a design. Chance and parameters are kept apart.
struct OverPoints {
    std::string outcome, label, unit, stratum, scenario;
    std::vector<PointEffect> points = {};
    std::size_t positive = 0; ///< points whose mean difference is above zero
    std::size_t negative = 0;
    std::optional<double> mean = {};            ///< over points
    std::optional<double> from_parameters = {}; ///< standard deviation between points, the part of chance taken out
    std::optional<double> from_chance = {};     ///< standard deviation between the replicates of one point
};

struct Comparison {
    std::string title; ///< the experiment's question
    std::string baseline;
    double level = usual_level;
    std::vector<Difference> differences = {}; ///< at point 0
    std::vector<OverPoints> over_points = {}; ///< empty unless there are several points
    std::vector<std::string> notes = {};
};

/// Every scenario against the baseline. Outcomes without strata have one row, "all".
/// @throws results::ResultsError  for an outcome or scenario that is not there
Comparison compare(const results::Source& source, const Question& question = {});
Comparison compare(AllTotals& runs, const Question& question = {});

Table table_of(const Comparison& comparison);
/// The effects over all points of a design: a row for each outcome, stratum and scenario.
Table points_table_of(const Comparison& comparison);

/// The effect at each point of a design, beside the numbers that differ between points.
/// @param inputs  of the results; the text form shows at most `most_inputs_shown` of them, and one of those that vary
///                together
Table each_point_table_of(const Comparison& comparison, const results::Inputs& inputs);
inline constexpr std::size_t most_inputs_shown = 5;

} // namespace meam::analysis
